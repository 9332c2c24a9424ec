package dev.homeroom.auth;

import dev.homeroom.access.Public;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.http.OpenCallers;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes one-time codes over HTTP. */
@Path("/auth/redeem")
@ApplicationScoped
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
public class RedeemResource {
  @Inject Redemption redemption;
  @Inject OpenCallers callers;

  /**
   * Sets a password for a one-time code.
   *
   * @throws ProblemException INVALID_INPUT, UNAUTHENTICATED, TOO_MANY_REQUESTS, OVERLOADED;
   *     DATABASE_AWAY, which says nothing about the code; FORBIDDEN if a page that is not ours
   *     wants a cookie or sends one
   */
  @POST
  @Public
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirements
  @Operation(
      summary = "Sets a password for a one-time code, and logs in",
      description =
          "The code is one that an administrator was given for this user, or that the server printed"
              + " at its start; it works once. A password that breaks a rule (as in PUT"
              + " /auth/password) is 400, and leaves the code as it is. An unknown user, a wrong, a"
              + " used and an expired code are the same 401, and count as a failed login. After 503"
              + " the password may be set all the same: log in with it.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = RedeemBody.class),
              examples = @ExampleObject(name = "code", value = PasswordExamples.REDEEM)))
  @APIResponse(
      responseCode = "200",
      description =
          "The password is set; tokens as of a login, the refresh token in the page's cookie if the"
              + " page wants that or has one",
      content =
          @Content(
              schema = @Schema(implementation = TokenView.class),
              examples = @ExampleObject(name = "token", value = AuthExamples.TOKEN)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "429", ref = "TooManyFailures")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response redeem(
      @Valid @NotNull(message = "The body is missing.") RedeemBody body,
      @Context HttpServletRequest request,
      @Context HttpHeaders headers) {
    RefreshCookie cookie = new RefreshCookie(headers);
    boolean inCookie = cookie.isWanted(body.wantsCookie());
    TokenView tokens = redemption.redeem(body, callers.of(request), RequestOrigin.of(request));
    return TokenAnswer.of(tokens, cookie, inCookie);
  }
}
