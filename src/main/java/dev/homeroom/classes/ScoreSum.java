package dev.homeroom.classes;

import dev.homeroom.sql.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of weighted scores. The database adds up scores of the same maximum only, as their
 * quotients have no end.
 *
 * @param reached the sum of score × weight ÷ maximum
 * @param weight the sum of weights; 0 if there is no score
 * @param scores the number of scores
 */
record ScoreSum(Fraction reached, BigDecimal weight, int scores) {
  static final ScoreSum NONE = new ScoreSum(Fraction.ZERO, BigDecimal.ZERO, 0);

  /**
   * Reads the number of scores of one maximum, the sum of score × weight, and the sum of weights:
   * three columns from the first one on. The sums are not read if there is no score.
   */
  static ScoreSum of(Row row, int first, int maxScore) throws SQLException {
    int scores = row.integer(first);
    return scores == 0
        ? NONE
        : new ScoreSum(
            Fraction.of(row.decimal(first + 1), row.decimal(maxScore)),
            row.decimal(first + 2),
            scores);
  }

  /** Returns the weighted average, 1 for all that could be reached; null if there is no score. */
  @Nullable Fraction average() {
    return weight.signum() <= 0 ? null : reached.dividedBy(Fraction.of(weight, BigDecimal.ONE));
  }

  ScoreSum plus(ScoreSum other) {
    return new ScoreSum(
        reached.plus(other.reached), weight.add(other.weight), scores + other.scores);
  }
}
