package dev.homeroom.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.outage.Flaps.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read out of a server's history. */
class FlapsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");
  private final List<Change> history = new ArrayList<>();

  private void change(int second, String to, String reason) {
    history.add(new Change(BEGIN.plusSeconds(second), to, reason));
  }

  @Test
  void of_thirdEntryHeld_tellsForHowLong() {
    change(0, "REDIS", "the first probe succeeded");
    change(1, "DEGRADED", "no answer in time");
    change(5, "REDIS", "well");
    change(9, "DEGRADED", "no answer in time");
    change(13, "REDIS", "well");
    change(17, "DEGRADED", "no answer; it comes and goes, and is left alone for 10s");
    change(30, "RECOVERING", "3 good probes in a row");
    change(31, "REDIS", "well");
    change(40, "DEGRADED", "no answer; it comes and goes, and is left alone for 20s");
    Flaps flaps = Flaps.of(history);

    assertThat(flaps.entries()).isEqualTo(4);
    assertThat(flaps.unheld()).isEqualTo(2);
    assertThat(flaps.hold()).contains(Duration.ofSeconds(14));
  }

  @Test
  void of_noneHeld_isEmpty() {
    change(1, "DEGRADED", "no answer in time");
    change(5, "REDIS", "well");
    assertThat(Flaps.of(history).hold()).isEmpty();
    assertThat(Flaps.of(history).unheld()).isEqualTo(1);
  }
}
