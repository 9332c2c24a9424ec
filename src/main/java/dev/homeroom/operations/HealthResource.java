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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Health in detail. Public to JAX-RS, because {@code HOMEROOM_MONITORING} guards it. MicroProfile
 * Health owns {@code /health}, so these stand below {@code /api} (STACK §12.1).
 */
@Path("/health")
@Public
@ApplicationScoped
@Tag(name = "health")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  @Inject Monitoring monitoring;
  @Inject DetailedHealth health;

  /** Tells how this server is, from what is known; asks nobody. */
  @GET
  @Path("/detailed")
  @Operation(summary = "How this server is: database, cache, memory, uptime")
  @APIResponse(
      responseCode = "200",
      description = "Healthy or degraded",
      content = @Content(schema = @Schema(implementation = DetailedHealthView.class)))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(
      responseCode = "503",
      description = "Unhealthy: the database is away",
      content = @Content(schema = @Schema(implementation = DetailedHealthView.class)))
  public Response detailed(@Context HttpHeaders headers, @Context SecurityContext security) {
    monitoring.require(
        headers.getHeaderString(HttpHeaders.AUTHORIZATION), security.getUserPrincipal());
    DetailedHealthView view = health.now();
    return Response.status(DetailedHealth.httpStatus(view)).entity(view).build();
  }
}
