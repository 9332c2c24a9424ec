package dev.homeroom.classes;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A student's score.
 *
 * @param assessmentId the assessment
 * @param classId its class
 * @param className the class's name
 * @param date when it was held
 * @param score the reached score
 * @param maxScore the highest possible score
 * @param percent the share of it
 */
public record Score(
    String assessmentId,
    String classId,
    String className,
    String title,
    LocalDate date,
    double score,
    double maxScore,
    @Nullable Double percent) {}
