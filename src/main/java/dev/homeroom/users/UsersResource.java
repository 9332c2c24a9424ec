package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.audit.Actor;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves people over HTTP: lists, and new ones. */
@Path("/users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class UsersResource {
  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject CachedUsers users;
  @Inject UserService service;

  /** Answers a page of people, from the cache. */
  @GET
  @Operation(
      summary = "People",
      description =
          "Super administrators see all, other administrators their school's, teachers the students"
              + " of a class of theirs, which they name. Names are in the order of Unicode's root"
              + " collation. last_login is up to 10 min old.")
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "name, username or last_login; - before it for the reverse order",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the name or user name, in upper or lower case",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "role",
      in = ParameterIn.QUERY,
      description = "A role's name",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "school",
      in = ParameterIn.QUERY,
      description = "A school's id",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "class",
      in = ParameterIn.QUERY,
      description = "A class's id: its students and teachers of today",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "grade",
      in = ParameterIn.QUERY,
      description = "A student's year, as it is written",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "active, disabled or left; without it, all but people that have left",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of people",
      content = @Content(examples = @ExampleObject(name = "users", value = UserExamples.USERS)))
  @APIResponse(responseCode = "304", ref = "NotModified")
  public Response list(@Context UriInfo uri) {
    ListQuery query = UserLists.of(caller(), uri.getQueryParameters());
    return CachedAnswer.list(users.list(query), query);
  }

  /** Makes a person. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Makes a person",
      description =
          "For administrators of the school; nobody gives a role that may more than the own. With a"
              + " username there is an account, which has no password yet. Students, teachers,"
              + " staff and school administrators belong to a school and take a seat of its plan.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = UserInput.class),
              examples = @ExampleObject(name = "user", value = UserExamples.INPUT)))
  @APIResponse(
      responseCode = "201",
      description = "The person; Location says where it is",
      content = @Content(examples = @ExampleObject(name = "user", value = UserExamples.USER)))
  @APIResponse(
      responseCode = "409",
      description = "The user name is taken (CONFLICT), no seat is free (PLAN_EXHAUSTED)")
  public Response create(@Valid @NotNull(message = "The body is missing.") UserInput input) {
    UserView made = service.create(actor(), input);
    return VersionTag.created(made, made.version(), "/api/users/" + made.id());
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }

  private Actor actor() {
    return Actor.of(security, request);
  }
}
