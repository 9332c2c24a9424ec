package dev.homeroom.classes;

/** A section of a course in one term. */
record SchoolClass(String id, String schoolId, String termId, String name) {}
