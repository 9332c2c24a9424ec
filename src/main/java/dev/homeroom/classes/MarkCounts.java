package dev.homeroom.classes;

import dev.homeroom.sql.Row;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The number of each attendance mark.
 *
 * @param present there from the beginning
 * @param absent not there, and not excused
 * @param late there, but not from the beginning
 * @param excused not there, and excused: counts neither for nor against
 * @param halfDay there for half of it
 */
public record MarkCounts(int present, int absent, int late, int excused, int halfDay) {
  /** No marks. */
  public static final MarkCounts NONE = new MarkCounts(0, 0, 0, 0, 0);

  /** Reads five columns, in the order of the components. */
  static MarkCounts of(Row row, int first) throws SQLException {
    return new MarkCounts(
        row.integer(first),
        row.integer(first + 1),
        row.integer(first + 2),
        row.integer(first + 3),
        row.integer(first + 4));
  }

  /** Returns the sums of these and other marks. */
  MarkCounts plus(MarkCounts other) {
    return new MarkCounts(
        present + other.present,
        absent + other.absent,
        late + other.late,
        excused + other.excused,
        halfDay + other.halfDay);
  }

  /** Returns the number of all marks. */
  int total() {
    return present + absent + late + excused + halfDay;
  }

  /**
   * Returns the attendance rate in per cent, with one decimal: late counts as present, a half day
   * as half, excused not at all; null if nothing counts.
   */
  public @Nullable Double rate() {
    Fraction exact = exactRate();
    return exact == null ? null : exact.percent();
  }

  /** Returns the exact attendance rate, 0 to 1; null if nothing counts. */
  @Nullable Fraction exactRate() {
    long counted = (long) present + absent + late + halfDay;
    return counted == 0 ? null : Fraction.of(2L * (present + late) + halfDay, 2 * counted);
  }
}
