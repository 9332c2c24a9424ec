package dev.homeroom.operations;

import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The three probes of MicroProfile Health: bare, and asking nobody. A database or Redis that goes
 * away later changes none of them: it is data, not a reason to take the server out; unless {@code
 * HOMEROOM_DATABASE_AWAY=deny} refuses everybody, when another server may do better.
 */
@ApplicationScoped
class HealthProbes {
  @Inject ServerState state;
  @Inject BackgroundLoops loops;
  @Inject Ticker ticker;

  /** The process answers, and its background work has not stopped: a restart would mend that. */
  @Produces
  @Liveness
  HealthCheck live() {
    StoppedLoops silence = new StoppedLoops(loops, ticker);
    return () -> answer(silence.stopped());
  }

  private static HealthCheckResponse answer(List<String> stopped) {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("homeroom").status(stopped.isEmpty());
    if (!stopped.isEmpty()) {
      answer.withData("stopped", String.join(", ", stopped));
    }
    return answer.build();
  }

  /** Schema, generations and revocations have been read, deny refuses nothing, nobody stops it. */
  @Produces
  @Readiness
  HealthCheck ready() {
    return () -> HealthCheckResponse.named("homeroom").status(state.isReady()).build();
  }

  /** The application has started: what runs at start ends the server if it fails. */
  @Produces
  @Startup
  HealthCheck started() {
    return () -> HealthCheckResponse.up("homeroom");
  }
}
