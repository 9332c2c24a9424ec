package dev.homeroom.classes;

/**
 * A section of a course in one term.
 *
 * @param id the class
 * @param schoolId whose it is
 * @param termId in which term
 * @param name its name
 */
record SchoolClass(String id, String schoolId, String termId, String name) {}
