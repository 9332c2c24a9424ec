package dev.homeroom.classes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One school's attendance, beside that of other schools.
 *
 * @param schoolId the school
 * @param date today
 * @param rateToday per cent with one decimal, as of {@link MarkCounts#rate}; null while nothing
 *     counts
 * @param marksToday the number of today's marks
 * @param rate the same over the last 20 school days of the term, today included if it is one
 * @param marks the number of their marks
 * @param since the first of these days; null before the term's first
 */
public record AttendanceOfSchool(
    String schoolId,
    String name,
    LocalDate date,
    @Nullable Double rateToday,
    int marksToday,
    @Nullable Double rate,
    int marks,
    @Nullable LocalDate since) {}
