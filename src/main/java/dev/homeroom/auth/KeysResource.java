package dev.homeroom.auth;

import dev.homeroom.access.Caller;
import dev.homeroom.access.FreshLogin;
import dev.homeroom.audit.Actor;
import dev.homeroom.http.OptionalBodies;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
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

/** Serves the rotation and withdrawal of signing keys over HTTP, to super administrators. */
@Path("/auth/keys")
@ApplicationScoped
@Tag(name = "tokens")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class KeysResource {
  @Context SecurityContext security;
  @Context HttpServletRequest request;
  @Context HttpHeaders headers;

  @Inject KeyRotation rotation;
  @Inject OptionalBodies bodies;

  /** Lists the keys with their states and dates. */
  @GET
  @Operation(
      summary = "The signing keys with their states",
      description = "For super administrators. At most 100, the newest first.")
  @APIResponse(
      responseCode = "200",
      description = "The keys: current, replaced (it still verifies), ended, or withdrawn",
      content =
          @Content(
              schema = @Schema(implementation = KeysView.class),
              examples = @ExampleObject(name = "keys", value = KeyExamples.KEYS)))
  public KeysView list() {
    requireAllowed();
    return rotation.list();
  }

  /**
   * Replaces the current key, or withdraws one.
   *
   * @throws ProblemException FORBIDDEN, LOGIN_REQUIRED, CONFLICT, NOT_FOUND; DATABASE_AWAY or
   *     OVERLOADED: try again
   */
  @POST
  @Path("/rotate")
  @Consumes(MediaType.WILDCARD)
  @FreshLogin
  @Operation(
      summary = "Replaces the key that signs tokens, or withdraws one that leaked",
      description =
          "For super administrators; needs a login not older than 5 minutes. Without withdraw: a new key signs a few seconds later, and"
              + " the replaced one verifies until its last token has ended, so nobody is logged"
              + " out. With withdraw: all tokens of that key are refused, here from the answer on"
              + " and within 2 s by every instance; also the caller's own, if that key signed it."
              + " A new key takes its place if it was the current one. Again: the same answer.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = KeyRotationInput.class),
              examples = {
                @ExampleObject(name = "replace", value = "{}"),
                @ExampleObject(name = "withdraw", value = KeyExamples.WITHDRAW)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The keys as they are now",
      content =
          @Content(
              schema = @Schema(implementation = KeysView.class),
              examples = @ExampleObject(name = "keys", value = KeyExamples.KEYS)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(
      responseCode = "409",
      description =
          "Another rotation is under way, or was less than 10 s ago, or tokens of 10 keys are"
              + " alive")
  public KeysView rotate(byte[] body) {
    requireAllowed();
    KeyRotationInput input =
        bodies.read(body, headers.getMediaType(), KeyRotationInput.class, KeyRotationInput.REPLACE);
    return rotation.rotate(Actor.of(security, request), input.withdraw());
  }

  private void requireAllowed() {
    ProblemException.requireAllowed(Caller.of(security).record().reachesAll());
  }
}
