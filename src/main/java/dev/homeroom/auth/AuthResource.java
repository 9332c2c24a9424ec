package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.access.Public;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.http.OpenCallers;
import dev.homeroom.http.ProblemException;
import dev.homeroom.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The endpoints of login, of the caller's own data, and of the keys that verify tokens. */
@Path("/auth")
@ApplicationScoped
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
public class AuthResource {
  @Inject Login login;
  @Inject Accounts accounts;
  @Inject SigningKeys keys;
  @Inject OpenCallers callers;

  /**
   * Logs a person in.
   *
   * @throws ProblemException UNAUTHENTICATED, TOO_MANY_REQUESTS, OVERLOADED; DATABASE_AWAY, which
   *     says nothing about the password; FORBIDDEN if a page that is not ours wants a cookie
   */
  @POST
  @Path("/login")
  @Public
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirements
  @Operation(summary = "Logs in with user name and password")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = LoginBody.class),
              examples = @ExampleObject(name = "teacher", value = AuthExamples.LOGIN)))
  @APIResponse(
      responseCode = "200",
      description =
          "An access token, to be sent as Authorization: Bearer, and a refresh token: in the answer,"
              + " or in a cookie of the page if it wants that",
      content =
          @Content(
              schema = @Schema(implementation = TokenView.class),
              examples = @ExampleObject(name = "token", value = AuthExamples.TOKEN)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "429", ref = "TooManyFailures")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response login(
      @Valid LoginBody body, @Context HttpServletRequest request, @Context HttpHeaders headers) {
    RefreshCookie cookie = new RefreshCookie(headers);
    if (body.wantsCookie()) {
      cookie.requireOwnPage();
    }
    TokenView tokens =
        login.login(
            body.username(), body.password(), callers.of(request), RequestOrigin.of(request));
    return TokenAnswer.of(tokens, cookie, body.wantsCookie());
  }

  /** Returns the caller's own data. */
  @GET
  @Path("/me")
  @Operation(summary = "Tells who the caller is")
  @APIResponse(
      responseCode = "200",
      description = "The caller",
      content =
          @Content(
              schema = @Schema(implementation = MeView.class),
              examples = @ExampleObject(name = "teacher", value = AuthExamples.ME)))
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public MeView me(@Context SecurityContext security) {
    AccessRecord record = Caller.of(security).record();
    return MeView.of(record, accounts.findByPerson(record.id()).orElse(null));
  }

  /** Publishes the keys that verify tokens, for other programs. */
  @GET
  @Path("/jwks")
  @Public
  @SecurityRequirements
  @Operation(summary = "The public keys that verify tokens (RFC 7517)")
  @APIResponse(
      responseCode = "200",
      description = "One key, or two while they change",
      content =
          @Content(
              schema = @Schema(implementation = JwksView.class),
              examples = @ExampleObject(name = "keys", value = AuthExamples.KEYS)))
  public JwksView jwks() {
    return JwksView.of(keys.all());
  }
}
