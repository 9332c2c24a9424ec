package dev.homeroom.operations;

import dev.homeroom.access.Public;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The endpoints of detailed health. They are public to JAX-RS, because {@code HOMEROOM_MONITORING}
 * guards them, and below {@code /api}, because MicroProfile Health owns {@code /health}.
 */
@Path("/health")
@Public
@ApplicationScoped
@Tag(name = "health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  @Inject MonitoringAccess monitoring;
  @Inject DetailedHealth health;
  @Inject ServerState state;

  /** Answers the health of this server from known data, without a query. */
  @GET
  @Path("/detailed")
  @Operation(summary = "The health of this server: database, cache, memory, uptime")
  @APIResponse(
      responseCode = "200",
      description = "Healthy; or degraded: Redis is configured and not used",
      content =
          @Content(
              schema = @Schema(implementation = DetailedHealthView.class),
              examples = {
                @ExampleObject(name = "healthy", value = HealthExamples.HEALTHY),
                @ExampleObject(name = "degraded", value = HealthExamples.DEGRADED)
              }))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(
      responseCode = "503",
      description = "Unhealthy: the database is away",
      content =
          @Content(
              schema = @Schema(implementation = DetailedHealthView.class),
              examples = @ExampleObject(name = "unhealthy", value = HealthExamples.UNHEALTHY)))
  public Response detailed(@Context HttpHeaders headers, @Context SecurityContext security) {
    require(headers, security);
    DetailedHealthView view = health.now();
    return Response.status(DetailedHealth.httpStatus(view)).entity(view).build();
  }

  /**
   * Answers the health of Redis from known data, without a command. Always 200: a Redis that is
   * away is no reason to take the server out of use.
   */
  @GET
  @Path("/redis")
  @Operation(
      summary = "The health of Redis: state, since when, the last error, the last changes",
      description =
          "From what is known: Redis is not asked. Without a Redis the state is NOT_CONFIGURED.")
  @APIResponse(
      responseCode = "200",
      description = "The known state, whether or not Redis answers",
      content =
          @Content(
              schema = @Schema(implementation = RedisHealthView.class),
              examples = {
                @ExampleObject(name = "connected", value = HealthExamples.REDIS),
                @ExampleObject(name = "away", value = HealthExamples.AWAY),
                @ExampleObject(name = "not configured", value = HealthExamples.NOT_CONFIGURED)
              }))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  public RedisHealthView redis(@Context HttpHeaders headers, @Context SecurityContext security) {
    require(headers, security);
    return RedisHealthView.of(state.cache());
  }

  private void require(HttpHeaders headers, SecurityContext security) {
    monitoring.require(
        headers.getHeaderString(HttpHeaders.AUTHORIZATION), security.getUserPrincipal());
  }
}
