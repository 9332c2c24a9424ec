package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many servers start side by side, by the speed of the machine. */
class LanesTest {
  @ParameterizedTest
  @CsvSource({
    "4, 30, 4",
    "4, 65, 4",
    "4, 90, 3",
    "4, 130, 2",
    "4, 500, 1",
    "2, 80, 2",
    "2, 121, 1",
    "1, 500, 1"
  })
  void of_slowerMachines_hasFewer_andNeverNone(int asked, double millis, int lanes) {
    assertThat(Lanes.of(asked, millis)).isEqualTo(lanes);
  }
}
