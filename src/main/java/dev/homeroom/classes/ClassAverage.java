package dev.homeroom.classes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The average of a class.
 *
 * @param classId the class
 * @param average per cent, weighted, rounded half up to one decimal; null without a score
 * @param scores the number of scores that count
 * @param until the last day of a student that has left the class; omitted if there is none
 * @param exact the average before it is rounded; never shown
 */
public record ClassAverage(
    String classId,
    String name,
    @Nullable Double average,
    int scores,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate until,
    @JsonIgnore @Nullable Fraction exact) {
  static ClassAverage of(String classId, String name, ScoreSum sum, @Nullable LocalDate until) {
    Fraction exact = sum.average();
    Double shown = exact == null ? null : exact.percent();
    return new ClassAverage(classId, name, shown, sum.scores(), until, exact);
  }

  /**
   * Returns the average of the averages in per cent, each class counting alike: computed exactly,
   * then rounded half up to one decimal; null without a score.
   */
  public static @Nullable Double mean(Collection<ClassAverage> classes) {
    List<Fraction> all =
        classes.stream().map(ClassAverage::exact).filter(Objects::nonNull).toList();
    if (all.isEmpty()) {
      return null;
    }
    Fraction sum = all.stream().reduce(Fraction.ZERO, Fraction::plus);
    return sum.dividedBy(Fraction.of(all.size(), 1)).percent();
  }
}
