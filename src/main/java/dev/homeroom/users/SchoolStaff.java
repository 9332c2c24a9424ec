package dev.homeroom.users;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current employees of a school.
 *
 * @param total their number
 * @param teachers the teachers
 * @param staff the members of staff
 * @param admins the administrators
 * @param positions by kind and position, those with most people first; at most 100
 * @param cut whether there are more positions, which the figures count too; omitted if not
 */
public record SchoolStaff(
    int total,
    int teachers,
    int staff,
    int admins,
    List<PositionCount> positions,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  private static final int MAX_ROWS = 100;
  private static final Comparator<PositionCount> MOST_FIRST =
      Comparator.comparingInt(PositionCount::people)
          .reversed()
          .thenComparing(PositionCount::kind)
          .thenComparing(PositionCount::position, Comparator.nullsLast(Comparator.naturalOrder()));

  /** Copies the positions. */
  public SchoolStaff {
    positions = List.copyOf(positions);
  }

  static SchoolStaff of(List<PositionCount> all) {
    return new SchoolStaff(
        all.stream().mapToInt(PositionCount::people).sum(),
        people(all, "teacher"),
        people(all, "staff"),
        people(all, "admin"),
        all.stream().sorted(MOST_FIRST).limit(MAX_ROWS).toList(),
        all.size() > MAX_ROWS);
  }

  private static int people(List<PositionCount> all, String kind) {
    return all.stream()
        .filter(position -> position.kind().equals(kind))
        .mapToInt(PositionCount::people)
        .sum();
  }

  /**
   * The people of one kind and position.
   *
   * @param kind {@code teacher}, {@code staff} or {@code admin}
   * @param position the position; null for those without one
   * @param people their number
   */
  public record PositionCount(String kind, @Nullable String position, int people) {}
}
