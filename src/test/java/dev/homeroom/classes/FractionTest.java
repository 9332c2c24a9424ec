package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionTest {
  @Test
  void plus_ofThirds_isWhole() {
    Fraction third = Fraction.of(1, 3);

    assertThat(third.plus(third).plus(third)).isEqualTo(Fraction.of(1, 1));
  }

  @ParameterizedTest
  @CsvSource({"1, 2000, 0.1", "4, 10000, 0.0", "2, 3, 66.7", "1, 3, 33.3", "-1, 2000, -0.1"})
  void percent_isRoundedOnce_halfUp(long part, long whole, double shown) {
    assertThat(Fraction.of(part, whole).percent()).isEqualTo(shown);
  }

  /** Rounded one by one they would be 50.0, 50.0 and 50.1, and average 50.0. */
  @Test
  void mean_ofAverages_isRoundedOnce() {
    List<ClassAverage> classes =
        Stream.of("50.04", "50.04", "50.14")
            .map(of -> new ScoreSum(Fraction.ofPercent(new BigDecimal(of)), BigDecimal.ONE, 1))
            .map(sum -> ClassAverage.of("1", "Art", sum, null))
            .toList();

    assertThat(classes).extracting(ClassAverage::average).containsExactly(50.0, 50.0, 50.1);
    assertThat(ClassAverage.mean(classes)).isEqualTo(50.1);
  }

  @Test
  void mean_leavesOutClassesWithoutAScore() {
    ClassAverage none = ClassAverage.of("1", "Art", ScoreSum.NONE, null);
    ScoreSum half = new ScoreSum(Fraction.of(1, 2), BigDecimal.ONE, 1);

    assertThat(ClassAverage.mean(List.of(none))).isNull();
    assertThat(ClassAverage.mean(List.of(none, ClassAverage.of("2", "Music", half, null))))
        .isEqualTo(50.0);
  }

  @Test
  void denominator_isGreaterThanZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fraction(BigInteger.ONE, BigInteger.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fraction.of(BigDecimal.ONE, new BigDecimal("-0.5")));
  }
}
