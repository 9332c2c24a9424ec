package dev.homeroom.users;

/**
 * A number of students.
 *
 * @param active those who have not left
 * @param inactive those who have
 */
public record StudentCounts(int active, int inactive) {}
