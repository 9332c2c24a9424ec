package dev.homeroom.users;

/**
 * A number of students.
 *
 * @param active those that have not left
 * @param inactive those that have
 */
public record StudentCounts(int active, int inactive) {}
