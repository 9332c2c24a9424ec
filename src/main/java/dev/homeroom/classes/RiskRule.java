package dev.homeroom.classes;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a student is at risk: attendance under 85 % in the last 20 school days, or an
 * average under the pass mark, or one that falls by more than 15 % in four weeks, that is: the
 * average of the last four weeks lies more than 15 % of itself below the average before them. The
 * exact figures are compared; an unknown one is no risk.
 *
 * @param passMark the least average that is none
 */
record RiskRule(Fraction passMark) {
  /** The school days of the attendance rate. */
  static final int SCHOOL_DAYS = 20;

  /** The weeks within which the fall of an average is measured. */
  static final int WEEKS = 4;

  private static final Fraction MIN_ATTENDANCE = Fraction.of(85, 100);
  private static final Fraction MAX_FALL = Fraction.of(15, 100);

  /** Returns the rule of a school with this pass mark in per cent. */
  static RiskRule of(BigDecimal passMark) {
    return new RiskRule(Fraction.ofPercent(passMark));
  }

  /**
   * Returns the reasons: {@code attendance}, {@code average}, {@code falling}; empty if not at
   * risk.
   */
  List<String> reasons(
      @Nullable Fraction attendance, @Nullable Fraction average, @Nullable Fraction fall) {
    List<String> reasons = new ArrayList<>();
    if (attendance != null && attendance.compareTo(MIN_ATTENDANCE) < 0) {
      reasons.add("attendance");
    }
    if (average != null && average.compareTo(passMark) < 0) {
      reasons.add("average");
    }
    if (fall != null && fall.compareTo(MAX_FALL) > 0) {
      reasons.add("falling");
    }
    return reasons;
  }

  /**
   * Returns the fall from the earlier average to the later one as a part of the earlier; negative
   * if it rose, null if either is unknown or the earlier one is 0 or less.
   */
  static @Nullable Fraction fall(@Nullable Fraction before, @Nullable Fraction since) {
    return before == null || since == null || before.signum() <= 0
        ? null
        : before.minus(since).dividedBy(before);
  }
}
