package dev.homeroom.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * The three probes of MicroProfile Health: bare, and asking nobody. A database or Redis that goes
 * away later changes none of them: it is data, not a reason to take the server out; unless {@code
 * HOMEROOM_DATABASE_AWAY=deny} refuses everybody, when another server may do better.
 */
@ApplicationScoped
class Probes {
  @Inject ServerState state;

  /** The process answers. */
  @Produces
  @Liveness
  HealthCheck live() {
    return () -> HealthCheckResponse.up("homeroom");
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
