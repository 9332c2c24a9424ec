package dev.homeroom.auth;

import dev.homeroom.access.FreshLogin;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The endpoint that logs many people out at once. */
@Path("/auth/cutoffs")
@ApplicationScoped
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
public class CutOffResource {
  @Inject CutOffTargets targets;
  @Inject CutOffRaising cutOffs;
  @Context SecurityContext security;
  @Context HttpServletRequest request;

  /**
   * Refuses all tokens that everyone, a school, a role or a person has now; the caller's too, if
   * the caller is among them.
   *
   * @throws ProblemException FORBIDDEN unless the caller is a super administrator; LOGIN_REQUIRED
   *     if the login is older than 5 min; INVALID_INPUT, NOT_FOUND; DATABASE_AWAY, OVERLOADED, and
   *     then nothing has changed
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @FreshLogin
  @Operation(
      summary = "Logs out everyone, a school, a role or a person",
      description =
          "All tokens issued before are refused: within 1 s, with Redis away within 2 s. Needs a"
              + " login not older than 5 minutes.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = CutOffBody.class),
              examples = @ExampleObject(name = "school", value = AuthExamples.CUT_OFF)))
  @APIResponse(responseCode = "204", description = "Tokens of before are refused")
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public void raise(@Valid CutOffBody body) {
    Actor by = Actor.of(security, request);
    if (!by.record().reachesAll()) {
      throw new ProblemException(ErrorCode.FORBIDDEN, "Only super administrators raise cut-offs.");
    }
    AuditEvent event = AuditEvent.of(AuditAction.CUTOFF_RAISED, by).about(body.subject());
    cutOffs.cutOff(
        targets.tag(body), body.scope().equals("school") ? event.inSchool(body.id()) : event);
  }
}
