package dev.homeroom.classes;

import java.time.LocalDate;

/**
 * A past assessment in which some students of the class have no score: of those that were in it on
 * that day and still are.
 *
 * @param assessmentId the assessment
 * @param classId its class
 * @param className the class's name
 * @param date when it was held
 * @param missing scores that are missing
 * @param students those students
 */
public record ToMark(
    String assessmentId,
    String classId,
    String className,
    String title,
    LocalDate date,
    int missing,
    int students) {}
