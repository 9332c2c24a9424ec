package dev.homeroom.classes;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of weighted scores: partial sums have the same average as the sum of the database.
 *
 * @param reached the sum of score ÷ maximum × weight
 * @param weight the sum of weights; 0 if there is no score
 */
record ScoreSum(BigDecimal reached, BigDecimal weight) {
  static final ScoreSum NONE = new ScoreSum(BigDecimal.ZERO, BigDecimal.ZERO);

  /** Returns the weighted average in per cent, with one decimal; null if there is no score. */
  @Nullable Double average() {
    return Percent.of(reached.doubleValue(), weight.doubleValue());
  }

  ScoreSum plus(ScoreSum other) {
    return new ScoreSum(reached.add(other.reached), weight.add(other.weight));
  }
}
