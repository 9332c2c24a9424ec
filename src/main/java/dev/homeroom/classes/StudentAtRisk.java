package dev.homeroom.classes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A student at risk in a class.
 *
 * @param studentId the student
 * @param name the student's name
 * @param classId the class
 * @param className the class's name
 * @param attendanceRate per cent in the last 20 school days, in all classes; null if nothing counts
 * @param average per cent in the term; null without a score
 * @param fall from the average before to that of the last four weeks, per cent; null if one is
 *     unknown
 * @param reasons one or more of {@code attendance}, {@code average}, {@code falling}
 */
public record StudentAtRisk(
    String studentId,
    String name,
    String classId,
    String className,
    @Nullable Double attendanceRate,
    @Nullable Double average,
    @Nullable Double fall,
    List<String> reasons) {
  /** Copies the reasons. */
  public StudentAtRisk {
    reasons = List.copyOf(reasons);
  }
}
