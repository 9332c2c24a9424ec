package dev.homeroom.classes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a student is at risk: attendance under 85 % in the last 20 school days, or an
 * average under the pass mark, or one that falls by more than 15 % in four weeks, that is: the
 * average of the last four weeks lies more than 15 % of itself below the average before them. An
 * unknown figure is no risk.
 *
 * @param passMark per cent
 */
record RiskRule(double passMark) {
  /** The school days of the attendance rate. */
  static final int SCHOOL_DAYS = 20;

  /** The weeks of a fall. */
  static final int WEEKS = 4;

  private static final double MIN_ATTENDANCE = 85;
  private static final double MAX_FALL = 15;

  /**
   * Returns the reasons: {@code attendance}, {@code average}, {@code falling}; empty if not at
   * risk.
   */
  List<String> reasons(
      @Nullable Double attendance, @Nullable Double average, @Nullable Double fall) {
    List<String> reasons = new ArrayList<>();
    if (attendance != null && attendance < MIN_ATTENDANCE) {
      reasons.add("attendance");
    }
    if (average != null && average < passMark) {
      reasons.add("average");
    }
    if (fall != null && fall > MAX_FALL) {
      reasons.add("falling");
    }
    return reasons;
  }

  /**
   * Returns the fall from the earlier average to the later one in per cent of the earlier, with one
   * decimal; negative if it rose, null if either is unknown or the earlier one is 0.
   */
  static @Nullable Double fall(@Nullable Double before, @Nullable Double since) {
    return before == null || since == null ? null : Percent.of(before - since, before);
  }
}
