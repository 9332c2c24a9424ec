package dev.homeroom.classes;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A day of a class on which it has a lesson, or attendance has been taken.
 *
 * @param now the present moment
 * @param sheet the attendance; null before it is taken
 */
record Lesson(SchoolClass of, ClassDay day, Instant now, @Nullable AttendanceSheet sheet) {}
