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
 * The three probes of MicroProfile Health, without data and without queries. A database or Redis
 * that goes away later does not change them, since it is no reason to take the server out of use;
 * only while {@code HOMEROOM_DATABASE_AWAY=deny} refuses all requests the server is not ready.
 */
@ApplicationScoped
class HealthProbes {
  @Inject ServerState state;
  @Inject BackgroundLoops loops;
  @Inject Ticker ticker;

  /**
   * Reports that the process answers and its background loops run; a restart would mend a stopped
   * one.
   */
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

  /**
   * Reports that schema, generations and revocations have been read, {@code deny} refuses nothing,
   * and no shutdown has begun.
   */
  @Produces
  @Readiness
  HealthCheck ready() {
    return () -> HealthCheckResponse.named("homeroom").status(state.isReady()).build();
  }

  /**
   * Reports that the application has started; a failed part of the start would have ended the
   * server.
   */
  @Produces
  @Startup
  HealthCheck started() {
    return () -> HealthCheckResponse.up("homeroom");
  }
}
