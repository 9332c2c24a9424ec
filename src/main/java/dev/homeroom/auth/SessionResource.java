package dev.homeroom.auth;

import dev.homeroom.access.Public;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.audit.RequestOrigin;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The endpoints by which a session goes on or ends. */
@Path("/auth")
@ApplicationScoped
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
public class SessionResource {
  @Inject Refresh refresh;
  @Inject Logout logout;
  @Inject CutOffRaising cutOffs;
  @Inject SessionEnd end;

  /**
   * Goes on with a session. A refusal never clears the cookie: another answer may just have set it.
   *
   * @throws ProblemException UNAUTHENTICATED, OVERLOADED, DATABASE_AWAY; FORBIDDEN for a cookie in
   *     a request that is not of our own page
   */
  @POST
  @Path("/refresh")
  @Public
  @Consumes(MediaType.APPLICATION_JSON)
  @SecurityRequirements
  @Operation(
      summary = "Gives new tokens for a refresh token, which is replaced",
      description =
          "A token that was just replaced works for 10 s more and is answered by its successor;"
              + " used later, it ends the session. Without a token in the body, the one in the"
              + " page's cookie is taken and replaced.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = RefreshBody.class),
              examples = @ExampleObject(name = "token", value = AuthExamples.REFRESH)))
  @APIResponse(
      responseCode = "200",
      description = "New tokens",
      content =
          @Content(
              schema = @Schema(implementation = TokenView.class),
              examples = @ExampleObject(name = "tokens", value = AuthExamples.TOKEN)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response refresh(
      @Valid RefreshBody body, @Context HttpServletRequest request, @Context HttpHeaders headers) {
    RequestOrigin origin = RequestOrigin.of(request);
    String given = body.refreshToken();
    if (given != null) {
      return Response.ok(refresh.refresh(given, origin)).build();
    }
    RefreshCookie cookie = new RefreshCookie(headers);
    String kept =
        cookie
            .token()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.UNAUTHENTICATED, "The request has no refresh token."));
    return TokenAnswer.of(refresh.refresh(kept, origin), cookie, true);
  }

  /**
   * Ends the session of the request's access token, or of the page's cookie.
   *
   * @throws ProblemException UNAUTHENTICATED if there is neither; DATABASE_AWAY or OVERLOADED if
   *     the end may not be known everywhere yet: try again
   */
  @POST
  @Path("/logout")
  @Public
  @Operation(
      summary = "Ends the session of this request's token, also if it is unknown or expired",
      description = "Its access tokens and its refresh token are refused from then on.")
  @APIResponse(responseCode = "204", description = "No instance accepts the tokens any more")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response logout(@Context HttpServletRequest request, @Context HttpHeaders headers) {
    RequestOrigin origin = RequestOrigin.of(request);
    Optional<String> token = Bearer.token(headers.getRequestHeader(HttpHeaders.AUTHORIZATION));
    RefreshCookie cookie = new RefreshCookie(headers);
    Optional<String> kept = cookie.token();
    if (token.isEmpty() && kept.isEmpty()) {
      throw new ProblemException(ErrorCode.UNAUTHENTICATED, "The request has no token.");
    }
    token.ifPresent(given -> logout.logout(given, origin));
    kept.flatMap(RefreshToken::parse).ifPresent(given -> end.loggedOut(given, origin));
    return TokenAnswer.none(cookie, kept.isPresent());
  }

  /**
   * Ends all sessions of the caller.
   *
   * @throws ProblemException DATABASE_AWAY or OVERLOADED; then nothing has ended
   */
  @POST
  @Path("/logout-everywhere")
  @Operation(summary = "Ends all sessions of the caller, on every device")
  @APIResponse(responseCode = "204", description = "No instance accepts a token of before")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response logoutEverywhere(
      @Context SecurityContext security,
      @Context HttpServletRequest request,
      @Context HttpHeaders headers) {
    Actor by = Actor.of(security, request);
    String id = by.record().id();
    cutOffs.cutOff(
        CutOffs.user(id),
        AuditEvent.of(AuditAction.LOGOUT_EVERYWHERE, by)
            .about(AuditSubject.person(id))
            .inSchool(by.record().schoolId()));
    return TokenAnswer.none(
        new RefreshCookie(headers), headers.getCookies().containsKey(RefreshCookie.NAME));
  }
}
