package dev.homeroom.classes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a student is at risk: attendance under 85 % in the last 20 school days, or an average under
 * the pass mark, or one that falls by more than 15 % in four weeks, that is: the average of the
 * last four weeks lies more than 15 % of itself below the average before them. What is not known is
 * no risk.
 *
 * @param passMark per cent
 */
record RiskRule(double passMark) {
  /** School days that attendance is looked at. */
  static final int SCHOOL_DAYS = 20;

  /** Weeks that a fall is looked at. */
  static final int WEEKS = 4;

  private static final double MIN_ATTENDANCE = 85;
  private static final double MAX_FALL = 15;

  /** Returns why: {@code attendance}, {@code average}, {@code falling}; empty if not at risk. */
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
   * Returns by how many per cent of the earlier average the later one lies below it, with one
   * decimal; negative if it rose, null if either is not known or the earlier one is 0.
   */
  static @Nullable Double fall(@Nullable Double before, @Nullable Double since) {
    if (before == null || since == null) {
      return null;
    }
    return Percent.of(before - since, before);
  }
}
