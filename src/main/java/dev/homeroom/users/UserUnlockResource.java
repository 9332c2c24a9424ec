package dev.homeroom.users;

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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Puts a person's password back in use over HTTP, after too many failed logins. */
@Path("/users/{id}/unlock")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class UserUnlockResource {
  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject UserUnlocks unlocks;

  /** Forgets a person's failed logins. */
  @POST
  @Operation(
      summary = "Forgets a person's failed logins",
      description =
          "For administrators of the school. After 100 failed logins in a row a password is out of"
              + " use; this puts it back in use, and ends any wait before that. A new password does"
              + " so too.")
  @APIResponse(responseCode = "204", description = "Forgotten, also if there were none")
  public Response unlock(@PathParam("id") String personId) {
    unlocks.unlock(Actor.of(security, request), personId);
    return Response.noContent().build();
  }
}
