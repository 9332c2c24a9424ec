package dev.homeroom.classes;

import java.time.LocalDate;

/**
 * An assessment to come.
 *
 * @param assessmentId the assessment
 * @param classId its class
 * @param className the class's name
 * @param date when it is
 * @param maxScore the highest possible score
 * @param weight how much it counts
 */
public record Due(
    String assessmentId,
    String classId,
    String className,
    String title,
    LocalDate date,
    double maxScore,
    double weight) {}
