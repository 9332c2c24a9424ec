package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RiskRuleTest {
  private final RiskRule rule = new RiskRule(50);

  @Test
  void reasons_atEachLimit_areNone() {
    assertThat(rule.reasons(85.0, 50.0, 15.0)).isEmpty();
  }

  @Test
  void reasons_justBeyondEachLimit_nameIt() {
    assertThat(rule.reasons(84.9, 50.0, 15.0)).containsExactly("attendance");
    assertThat(rule.reasons(85.0, 49.9, 15.0)).containsExactly("average");
    assertThat(rule.reasons(85.0, 50.0, 15.1)).containsExactly("falling");
    assertThat(rule.reasons(0.0, 0.0, 100.0)).containsExactly("attendance", "average", "falling");
  }

  @Test
  void reasons_ofWhatIsNotKnown_areNone() {
    assertThat(rule.reasons(null, null, null)).isEmpty();
  }

  @Test
  void fall_isRelativeToTheEarlierAverage() {
    assertThat(RiskRule.fall(80.0, 60.0)).isEqualTo(25.0);
    assertThat(RiskRule.fall(60.0, 80.0)).isNegative();
    assertThat(RiskRule.fall(0.0, 0.0)).isNull();
    assertThat(RiskRule.fall(null, 50.0)).isNull();
    assertThat(RiskRule.fall(50.0, null)).isNull();
  }

  @Test
  void rate_countsLateAsThereHalfDaysAsHalfAndExcusedNotAtAll() {
    assertThat(new MarkCounts(6, 2, 1, 5, 1).rate()).isEqualTo(75.0);
    assertThat(new MarkCounts(0, 0, 0, 5, 0).rate()).isNull();
    assertThat(MarkCounts.NONE.rate()).isNull();
    assertThat(new MarkCounts(0, 3, 0, 0, 0).rate()).isZero();
  }
}
