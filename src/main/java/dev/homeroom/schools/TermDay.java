package dev.homeroom.schools;

/**
 * The present day of a school, and the term that it lies in.
 *
 * @param day the day
 * @param term the school's current term, or one without days
 */
public record TermDay(SchoolDay day, Term term) {}
