package dev.homeroom.auth;

import dev.homeroom.access.FreshLogin;
import dev.homeroom.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives the people of a school or class one-time codes over HTTP. */
@Path("/schools/{id}/invites")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class SchoolInvitesResource {
  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject Invites invites;

  /** Gives people without a password codes. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @FreshLogin
  @Operation(
      summary = "Gives people of a school one-time codes, which set passwords",
      description =
          "For administrators of the school. Active people with a user name and no password, of a"
              + " class (its students and teachers of today) or all; people who may more than the"
              + " caller are left out. 200 at most: while cut is true, the next request goes on with"
              + " people who have no code that works. With renew they are given another, for"
              + " instance after an answer that was lost. The answer alone has the codes. Needs a"
              + " login not older than 5 minutes.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = InvitesBody.class),
              examples = @ExampleObject(name = "class", value = PasswordExamples.INVITES_BODY)))
  @APIResponse(
      responseCode = "200",
      description = "The codes, each on its own for one person",
      content =
          @Content(
              schema = @Schema(implementation = InvitesView.class),
              examples = @ExampleObject(name = "invites", value = PasswordExamples.INVITES)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public InvitesView invite(
      @PathParam("id") String schoolId,
      @Valid @NotNull(message = "The body is missing.") InvitesBody body) {
    return invites.inviteSchool(Actor.of(security, request), schoolId, body);
  }
}
