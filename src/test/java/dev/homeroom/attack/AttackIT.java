package dev.homeroom.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The short form of the attacks, all at once: what is answered and what is left behind, and no
 * time, which profile {@code attack} judges on a machine that does nothing else.
 */
@OnDemoServer
class AttackIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  /** Of each attack's connections, so that all of them together leave some to others. */
  private static final double SHARE = 0.5;

  private static final Duration TIME = Duration.ofSeconds(8);
  private static final Duration REST = Duration.ofSeconds(60);

  @Test
  @SuppressWarnings("SystemOut") // The figures are worth reading also if nothing is broken.
  void allAttacksAtOnce_endNothing_andLeaveNothingBehind() {
    AttackExperiment experiment = new AttackExperiment(DEMO.server(), DemoServer.PORT);

    AttackExperiment.Result result = experiment.run(List.of(Attack.values()), SHARE, TIME, REST);

    System.out.println(result);
    assertThat(result.connections()).isGreaterThan(500);
    assertThat(result.dashboards().count()).isPositive();
    assertThat(result.dashboards().failures()).isEmpty();
    assertThat(result.health().failures()).isEmpty();
    assertThat(result.loggedIn()).as("right logins").isPositive();
    assertThat(result.after().isBackAt(result.before())).as(result.toString()).isTrue();
    assertThat(result.logLines()).isLessThanOrEqualTo(20);
    assertThat(DEMO.client().send("GET", "/metrics", null).text())
        .doesNotContain("M1X1")
        .contains("http_requests_total{method=\"other\"");
  }
}
