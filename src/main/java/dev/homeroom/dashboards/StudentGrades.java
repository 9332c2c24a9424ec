package dev.homeroom.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.classes.ClassAverage;
import dev.homeroom.classes.Score;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A student's scores of a term.
 *
 * @param average per cent, each class counting alike, computed of exact averages; null without a
 *     score
 * @param cut whether there are more classes, which the average counts too; omitted if not
 */
record StudentGrades(
    @Nullable Double average,
    List<ClassAverage> classes,
    List<Score> recent,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  static StudentGrades of(List<ClassAverage> classes, List<Score> recent) {
    FirstRows<ClassAverage> shown = FirstRows.of(classes);
    return new StudentGrades(ClassAverage.mean(classes), shown.rows(), recent, shown.cut());
  }
}
