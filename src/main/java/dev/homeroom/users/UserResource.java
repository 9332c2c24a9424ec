package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.Caller;
import dev.homeroom.access.FreshLogin;
import dev.homeroom.audit.Actor;
import dev.homeroom.cache.Cached;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.MergePatch;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows, changes, removes, erases and exports one person over HTTP. */
@Path("/users/{id}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class UserResource {
  private static final String CONFLICTS =
      "The user name is taken, the person is erased or linked at the same moment (CONFLICT), no seat"
          + " is free (PLAN_EXHAUSTED), nobody else could administer the district"
          + " (LAST_SUPER_ADMIN)";

  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject AccessRecords records;
  @Inject CachedUsers users;
  @Inject UserService service;
  @Inject UserRemovals removals;
  @Inject UserExports exports;
  @Inject Validator validator;

  /** Answers a person, from the cache. */
  @GET
  @Operation(
      summary = "A person",
      description =
          "Administrators see those of their school, and parents of its students; teachers the"
              + " students of their classes; students themselves; parents themselves and their"
              + " children.")
  @APIResponse(
      responseCode = "200",
      description = "The person, with its version as ETag",
      content =
          @Content(examples = @ExampleObject(name = "user", value = UserExamples.CACHED_USER)))
  @APIResponse(responseCode = "304", ref = "NotModified")
  public Response get(@PathParam("id") String personId) {
    AccessRecord subject = records.find(personId).orElseThrow(() -> UserGuard.noPerson(caller()));
    ProblemException.requireAllowed(UserAccess.maySee(caller(), subject));
    Cached<UserEntry> user = users.user(subject.id(), subject.schoolId());
    if (user.isAbsent()) {
      throw UserGuard.noPerson(caller());
    }
    return CachedAnswer.of(users.withContact(user, subject.schoolId()), user.value().version());
  }

  /** Replaces a person's fields, roles and state. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replaces a person's fields and roles",
      description =
          "For administrators of the school. What is left out becomes null; the state stays as it"
              + " is when it is left out. active brings back a person that has left. Another"
              + " school: for super administrators; the person leaves the old school's classes."
              + " Lower rights end the person's tokens at once.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = UserInput.class),
              examples = @ExampleObject(name = "user", value = UserExamples.INPUT)))
  @APIResponse(
      responseCode = "200",
      description = "The person as it is now",
      content = @Content(examples = @ExampleObject(name = "user", value = UserExamples.USER)))
  @APIResponse(responseCode = "409", description = CONFLICTS)
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response put(
      @PathParam("id") String personId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull(message = "The body is missing.") UserInput input) {
    return answer(service.replace(actor(), personId, input, ifMatch));
  }

  /** Changes a person in part. */
  @PATCH
  @Consumes(MergePatch.TYPE)
  @Operation(
      summary = "Changes a person in part",
      description =
          "JSON merge patch (RFC 7396): null removes a field, what is left out stays. Otherwise as"
              + " PUT.")
  @RequestBody(
      content =
          @Content(
              mediaType = MergePatch.TYPE,
              schema = @Schema(implementation = UserInput.class),
              examples = @ExampleObject(name = "patch", value = UserExamples.PATCH)))
  @APIResponse(
      responseCode = "200",
      description = "The person as it is now",
      content = @Content(examples = @ExampleObject(name = "user", value = UserExamples.USER)))
  @APIResponse(responseCode = "409", description = CONFLICTS)
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response patch(
      @PathParam("id") String personId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body) {
    MergePatch<UserInput> patch = MergePatch.read(body, UserInput.class);
    return answer(
        service.patch(actor(), personId, present -> valid(patch.applyTo(present)), ifMatch));
  }

  /** Removes a person, or lets the person leave. */
  @DELETE
  @Operation(
      summary = "Removes a person",
      description =
          "A person without marks, grades, invoices, payments, announcements or movements of"
              + " inventory is removed with account and links. Anybody else stays with state"
              + " left, the account disabled, the figures as they are.")
  @APIResponse(responseCode = "204", description = "Removed, or left, also if it had left before")
  @APIResponse(responseCode = "409", description = CONFLICTS)
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response delete(
      @PathParam("id") String personId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    removals.delete(actor(), personId, ifMatch);
    return Response.noContent().build();
  }

  /** Replaces a person's roles. */
  @PUT
  @Path("/roles")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replaces a person's roles",
      description =
          "For administrators of the school; nobody gives or takes a role that may more than the"
              + " own. A role that is taken away ends the person's tokens at once.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = RolesInput.class),
              examples = @ExampleObject(name = "roles", value = UserExamples.ROLES)))
  @APIResponse(
      responseCode = "200",
      description = "The person as it is now",
      content = @Content(examples = @ExampleObject(name = "user", value = UserExamples.USER)))
  @APIResponse(responseCode = "409", description = CONFLICTS)
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response putRoles(
      @PathParam("id") String personId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull(message = "The body is missing.") RolesInput input) {
    return answer(service.replaceRoles(actor(), personId, input.roles(), ifMatch));
  }

  /** Erases a person. */
  @POST
  @Path("/erase")
  @FreshLogin
  @Operation(
      summary = "Erases a person, which cannot be undone",
      description =
          "Another name, no address, no account, no links to parents and children, no notes on"
              + " attendance. Marks, grades, invoices and payments stay as figures. Needs a login not"
              + " older than 5 minutes.")
  @APIResponse(responseCode = "204", description = "Erased, also if it was before")
  @APIResponse(responseCode = "409", description = CONFLICTS)
  public Response erase(@PathParam("id") String personId) {
    removals.erase(actor(), personId);
    return Response.noContent().build();
  }

  /** Answers all that is stored of a person. */
  @GET
  @Path("/export")
  @FreshLogin
  @Operation(
      summary = "All that is stored of a person",
      description =
          "For administrators of the school; never cached. At most 1 MB: of a person with more, 400"
              + " asks for fewer days by from and until, which bound marks, grades and invoices. A"
              + " child of a school that the caller does not administer has no name. Needs a login"
              + " not older than 5 minutes.")
  @APIResponse(
      responseCode = "200",
      description = "The person with links, classes, marks, grades, invoices and payments",
      content = @Content(examples = @ExampleObject(name = "export", value = UserExamples.EXPORT)))
  public Response export(
      @PathParam("id") String personId,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until) {
    byte[] json = exports.export(actor(), personId, date("from", from), date("until", until));
    return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person.json\"")
        .header("X-Cache-Status", "BYPASS")
        .build();
  }

  private static @Nullable LocalDate date(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1900 && date.getYear() <= 2999) {
        return date;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw ProblemException.field(name, "format", name + " is a date from 1900 to 2999.");
  }

  private UserInput valid(UserInput input) {
    Set<ConstraintViolation<UserInput>> violations = validator.validate(input);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return input;
  }

  private static Response answer(UserView user) {
    return VersionTag.put(Response.ok(user), user.version()).build();
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }

  private Actor actor() {
    return Actor.of(security, request);
  }
}
