package dev.homeroom.operations;

import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The three probes of MicroProfile Health, without queries. A database or Redis that goes away is
 * no reason to take the server out of use; only while {@code HOMEROOM_DATABASE_AWAY=deny} refuses
 * all requests the server is not ready.
 */
@ApplicationScoped
class HealthProbes {
  @Inject ServerState state;
  @Inject BackgroundLoops loops;
  @Inject Ticker ticker;

  /** Reports that the process answers and its background loops run; a restart would mend them. */
  @Produces
  @Liveness
  HealthCheck live() {
    StoppedLoops silence = new StoppedLoops(loops, ticker);
    return () -> answer(silence.stopped());
  }

  private static HealthCheckResponse answer(List<String> stopped) {
    return stopped.isEmpty()
        ? HealthCheckResponse.up("homeroom")
        : HealthCheckResponse.named("homeroom")
            .down()
            .withData("stopped", String.join(", ", stopped))
            .build();
  }

  /** Reports that {@link ServerState#isReady requests can be answered}. */
  @Produces
  @Readiness
  HealthCheck ready() {
    return () -> HealthCheckResponse.named("homeroom").status(state.isReady()).build();
  }

  /** Reports that the application has started, as a failed start would have ended the server. */
  @Produces
  @Startup
  HealthCheck started() {
    return () -> HealthCheckResponse.up("homeroom");
  }
}
