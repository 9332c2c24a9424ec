package dev.homeroom.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current students of a school, by grade level.
 *
 * @param total their number
 * @param grades the lowest level first, those without a level last; at most 100
 * @param cut whether there are more levels, which the total counts too; omitted if not
 */
public record StudentsByGrade(
    int total, List<GradeCount> grades, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  private static final int MAX_ROWS = 100;
  private static final Comparator<GradeCount> LOWEST_FIRST =
      Comparator.comparingInt(GradeCount::group)
          .thenComparingInt(GradeCount::number)
          .thenComparing(GradeCount::text);

  /** Copies the grades. */
  public StudentsByGrade {
    grades = List.copyOf(grades);
  }

  static StudentsByGrade of(List<GradeCount> all) {
    return new StudentsByGrade(
        all.stream().mapToInt(GradeCount::students).sum(),
        all.stream().sorted(LOWEST_FIRST).limit(MAX_ROWS).toList(),
        all.size() > MAX_ROWS);
  }

  /**
   * The students of one grade level.
   *
   * @param gradeLevel the level; null for those without one
   * @param students their number
   */
  public record GradeCount(@Nullable String gradeLevel, int students) {
    private static final String NUMBER = "[0-9]{1,9}";

    /** Numbers stand before texts, and no level last. */
    private int group() {
      String level = gradeLevel;
      return level == null ? 2 : level.matches(NUMBER) ? 0 : 1;
    }

    private int number() {
      return group() == 0 ? Integer.parseInt(text()) : 0;
    }

    private String text() {
      String level = gradeLevel;
      return level == null ? "" : level;
    }
  }
}
