package dev.homeroom.classes;

import org.jspecify.annotations.Nullable;

/**
 * Scores added up by weight.
 *
 * @param reached the sum of score ÷ maximum × weight
 * @param weight the sum of weights; 0 if there is no score
 */
record ScoreSum(double reached, double weight) {
  static final ScoreSum NONE = new ScoreSum(0, 0);

  /** Returns the weighted average in per cent, with one decimal; null if there is no score. */
  @Nullable Double average() {
    return Percent.of(reached, weight);
  }

  ScoreSum plus(ScoreSum other) {
    return new ScoreSum(reached + other.reached, weight + other.weight);
  }
}
