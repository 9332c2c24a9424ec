package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.audit.Actor;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The endpoints by which administrators judge and revoke tokens; their bodies are forms. */
@Path("/auth")
@ApplicationScoped
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class TokenAdministrationResource {
  @Inject TokenAdministration administration;
  @Context SecurityContext security;
  @Context HttpServletRequest request;

  /**
   * Revokes a token with its session.
   *
   * @throws ProblemException FORBIDDEN unless the caller is an administrator; INVALID_INPUT without
   *     a token; DATABASE_AWAY or OVERLOADED if it may not be known everywhere yet: try again
   */
  @POST
  @Path("/revoke")
  @Operation(
      summary = "Revokes an access or refresh token with its session (RFC 7009)",
      description =
          "An unknown token is no error. School administrators reach the tokens of their school's"
              + " people. A token_type_hint is ignored: the token says by itself what it is.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = TokenForm.class),
              examples = @ExampleObject(name = "token", value = AuthExamples.FORM)))
  @APIResponse(responseCode = "200", description = "Nobody accepts the token any more")
  public Response revoke(MultivaluedMap<String, String> form) {
    administration.revoke(Actor.of(security, request), TokenForm.of(form).token());
    return Response.ok().build();
  }

  /**
   * Tells whether a token would be accepted.
   *
   * @throws ProblemException FORBIDDEN unless the caller is an administrator; INVALID_INPUT without
   *     a token; DATABASE_AWAY if it cannot be judged
   */
  @POST
  @Path("/introspect")
  @Operation(
      summary = "Tells whether a token would be accepted now (RFC 7662)",
      description = "Unknown, revoked, expired and other schools' tokens look alike.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = TokenForm.class),
              examples = @ExampleObject(name = "token", value = AuthExamples.FORM)))
  @APIResponse(
      responseCode = "200",
      description = "The token",
      content =
          @Content(
              schema = @Schema(implementation = IntrospectionView.class),
              examples = @ExampleObject(name = "active", value = AuthExamples.INTROSPECTION)))
  public IntrospectionView introspect(MultivaluedMap<String, String> form) {
    return administration.introspect(caller(), TokenForm.of(form).token());
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }

  /**
   * The form of both. Other fields are ignored, as {@code token_type_hint} may be (RFC 7009 §2.1).
   *
   * @param token an access or refresh token, 1 to 4,096 characters
   */
  record TokenForm(String token) {
    static TokenForm of(MultivaluedMap<String, String> form) {
      List<String> tokens = form.getOrDefault("token", List.of());
      if (tokens.size() != 1 || tokens.get(0).isEmpty()) {
        throw ProblemException.field("token", "required", "The form needs one token.");
      }
      if (tokens.get(0).length() > TokenReader.MAX_LENGTH) {
        throw ProblemException.field("token", "size", "A token has at most 4,096 characters.");
      }
      return new TokenForm(tokens.get(0));
    }
  }
}
