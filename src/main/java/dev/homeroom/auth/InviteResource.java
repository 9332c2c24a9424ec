package dev.homeroom.auth;

import dev.homeroom.access.FreshLogin;
import dev.homeroom.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives one person a one-time code over HTTP. */
@Path("/users/{id}/invite")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public class InviteResource {
  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject Invites invites;

  /** Gives a person a code. */
  @POST
  @FreshLogin
  @Operation(
      summary = "Gives a person a one-time code, which sets a password",
      description =
          "For administrators of the school; nobody gives one to a person who may more. The answer"
              + " alone has the code; it works once, for HOMEROOM_INVITE_LIFETIME, and replaces the"
              + " one before. It ends when the person leaves or is disabled. A present password"
              + " works until the code is used. Needs a login not older than 5 minutes.")
  @APIResponse(
      responseCode = "200",
      description = "The code",
      content =
          @Content(
              schema = @Schema(implementation = InviteView.class),
              examples = @ExampleObject(name = "invite", value = PasswordExamples.INVITE)))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(
      responseCode = "409",
      description = "The person has no user name, has left or is disabled")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public InviteView invite(@PathParam("id") String personId) {
    return invites.invite(Actor.of(security, request), personId);
  }
}
