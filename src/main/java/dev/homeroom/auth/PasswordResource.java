package dev.homeroom.auth;

import dev.homeroom.audit.Actor;
import dev.homeroom.http.OpenCallers;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changes the caller's password over HTTP. */
@Path("/auth/password")
@ApplicationScoped
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
public class PasswordResource {
  @Context SecurityContext security;

  @Inject PasswordChange change;
  @Inject OpenCallers callers;

  /**
   * Replaces the caller's password.
   *
   * @throws ProblemException INVALID_INPUT, TOO_MANY_REQUESTS, OVERLOADED; DATABASE_AWAY, which
   *     says nothing about the passwords; FORBIDDEN for a cookie in a request that is not of our
   *     own page
   */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes the caller's password",
      description =
          "A new password has 15 to 1,024 characters of any kind (rule size), is none that many"
              + " people have (common), does not consist of the person's or the school's names"
              + " (school_word), and is another than the present one (unchanged). It is compared in"
              + " Unicode form NFC, and otherwise as typed. A wrong current password is 400 with the"
              + " rule wrong, and counts as a failed login. All tokens of the person from before end"
              + " at once; the answer has new ones. After 503 the password may be changed all the"
              + " same.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = PasswordBody.class),
              examples = @ExampleObject(name = "passwords", value = PasswordExamples.CHANGE)))
  @APIResponse(
      responseCode = "200",
      description =
          "New tokens; those from before are refused from now on. The refresh token is in the page's"
              + " cookie if the request has one",
      content =
          @Content(
              schema = @Schema(implementation = TokenView.class),
              examples = @ExampleObject(name = "token", value = AuthExamples.TOKEN)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "429", ref = "TooManyFailures")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response put(
      @Valid @NotNull(message = "The body is missing.") PasswordBody body,
      @Context HttpServletRequest request,
      @Context HttpHeaders headers) {
    RefreshCookie cookie = new RefreshCookie(headers);
    boolean inCookie = cookie.isWanted(false);
    TokenView tokens = change.change(Actor.of(security, request), body, callers.of(request));
    return TokenAnswer.of(tokens, cookie, inCookie);
  }
}
