package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RiskRuleTest {
  private final RiskRule rule = RiskRule.of(new BigDecimal("50.00"));

  @Test
  void reasons_atEachLimit_areNone() {
    assertThat(rule.reasons(percent("85"), percent("50"), percent("15"))).isEmpty();
  }

  @Test
  void reasons_justBeyondEachLimit_nameIt_alsoWhereTheShownFigureIsTheLimit() {
    assertThat(rule.reasons(percent("84.96"), percent("50"), percent("15")))
        .containsExactly("attendance");
    assertThat(rule.reasons(percent("85"), percent("49.96"), percent("15")))
        .containsExactly("average");
    assertThat(rule.reasons(percent("85"), percent("50"), percent("15.04")))
        .containsExactly("falling");
    assertThat(rule.reasons(percent("0"), percent("0"), percent("100")))
        .containsExactly("attendance", "average", "falling");
    assertThat(percent("84.96").percent()).isEqualTo(85.0);
    assertThat(percent("49.96").percent()).isEqualTo(50.0);
    assertThat(percent("15.04").percent()).isEqualTo(15.0);
  }

  @Test
  void reasons_ofWhatIsNotKnown_areNone() {
    assertThat(rule.reasons(null, null, null)).isEmpty();
  }

  @Test
  void fall_isRelativeToTheEarlierAverage() {
    assertThat(RiskRule.fall(percent("80"), percent("60"))).isEqualTo(percent("25"));
    assertThat(RiskRule.fall(percent("60"), percent("80")).signum()).isNegative();
    assertThat(RiskRule.fall(percent("0"), percent("0"))).isNull();
    assertThat(RiskRule.fall(percent("-1"), percent("1"))).isNull();
    assertThat(RiskRule.fall(null, percent("50"))).isNull();
    assertThat(RiskRule.fall(percent("50"), null)).isNull();
  }

  private static Fraction percent(@Nullable String of) {
    return Fraction.ofPercent(new BigDecimal(of));
  }

  @Test
  void rate_countsLateAsPresent_halfDaysAsHalf_andExcusedNotAtAll() {
    assertThat(new MarkCounts(6, 2, 1, 5, 1).rate()).isEqualTo(75.0);
    assertThat(new MarkCounts(0, 0, 0, 5, 0).rate()).isNull();
    assertThat(MarkCounts.NONE.rate()).isNull();
    assertThat(new MarkCounts(0, 3, 0, 0, 0).rate()).isZero();
  }
}
