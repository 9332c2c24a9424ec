package dev.homeroom.schools;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.audit.Actor;
import dev.homeroom.cache.Cached;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import dev.homeroom.sql.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
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
import org.jspecify.annotations.Nullable;

/** Serves schools and their subscriptions over HTTP. */
@Path("/schools")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schools")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class SchoolsResource {
  private static final List<String> SORTS = List.of("name", "subscribed_until");
  private static final Set<String> FILTERS = Set.of("q");

  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject CachedSchools schools;
  @Inject SchoolService service;

  /** Answers a page of all schools, from the cache. */
  @GET
  @Operation(summary = "All schools", description = "For super administrators.")
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "name or subscribed_until; - before it for the reverse order",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the name",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of the schools",
      content =
          @Content(examples = @ExampleObject(name = "schools", value = SchoolExamples.SCHOOLS)))
  public Response list(@Context UriInfo uri) {
    ProblemException.requireAllowed(SchoolAccess.mayChangeAll(caller()));
    ListQuery query = ListQuery.of(uri.getQueryParameters(), SORTS, FILTERS);
    return CachedAnswer.list(schools.schools(query), query);
  }

  /** Makes a school. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Makes a school", description = "For super administrators.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = SchoolInput.class),
              examples = @ExampleObject(name = "school", value = SchoolExamples.NEW)))
  @APIResponse(
      responseCode = "201",
      description = "The school; Location says where it is",
      content = @Content(examples = @ExampleObject(name = "school", value = SchoolExamples.SCHOOL)))
  public Response create(@Valid @NotNull(message = "The body is missing.") SchoolInput input) {
    ProblemException.requireAllowed(SchoolAccess.mayChangeAll(caller()));
    SchoolView made = service.create(actor(), input);
    return VersionTag.created(made, made.version(), "/api/schools/" + made.id());
  }

  /** Answers a school, from the cache. */
  @GET
  @Path("/{id}")
  @Operation(
      summary = "A school",
      description =
          "For everybody of the school, the parents of its students, and super administrators.")
  @APIResponse(
      responseCode = "200",
      description = "The school, with its version as ETag",
      content =
          @Content(
              examples = @ExampleObject(name = "school", value = SchoolExamples.CACHED_SCHOOL)))
  @APIResponse(responseCode = "304", ref = "NotModified")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response get(@PathParam("id") String schoolId) {
    requireReach(schoolId);
    Cached<SchoolView> school = present(schools.school(schoolId));
    return CachedAnswer.of(school, school.value().version());
  }

  /** Changes a school. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes a school",
      description =
          "Administrators of the school change name, time_zone and pass_mark; super administrators"
              + " everything. currency, plan, seats and subscribed_until stay as they are when they"
              + " are left out.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = SchoolInput.class),
              examples = {
                @ExampleObject(name = "settings", value = SchoolExamples.SETTINGS),
                @ExampleObject(name = "school", value = SchoolExamples.NEW)
              }))
  @APIResponse(
      responseCode = "200",
      description = "The school as it is now",
      content = @Content(examples = @ExampleObject(name = "school", value = SchoolExamples.SCHOOL)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", description = "Another currency, and there are invoices")
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response put(
      @PathParam("id") String schoolId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull(message = "The body is missing.") SchoolInput input) {
    ProblemException.requireAllowed(SchoolAccess.mayChange(caller(), schoolId));
    boolean all = SchoolAccess.mayChangeAll(caller());
    SchoolView changed = service.change(actor(), schoolId, input, all, ifMatch);
    return VersionTag.put(Response.ok(changed), changed.version()).build();
  }

  /** Answers a school's subscription, from the cache. */
  @GET
  @Path("/{id}/subscription")
  @Operation(
      summary = "A school's subscription",
      description =
          "A seat is an active person of the school; parents take none. state is active; full when"
              + " no seat is free: nobody but parents can become active; over after the last day:"
              + " nobody can. Active people stay active.")
  @APIResponse(
      responseCode = "200",
      description = "Plan, seats and the last day",
      content =
          @Content(
              examples =
                  @ExampleObject(name = "subscription", value = SchoolExamples.SUBSCRIPTION)))
  @APIResponse(responseCode = "304", ref = "NotModified")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response subscription(@PathParam("id") String schoolId) {
    requireReach(schoolId);
    return CachedAnswer.of(present(schools.subscription(schoolId)));
  }

  private void requireReach(String schoolId) {
    ProblemException.requireAllowed(SchoolAccess.maySee(caller(), schoolId));
    // Text that is no id makes no key.
    if (Id.number(schoolId).isEmpty()) {
      throw SchoolService.noSchool();
    }
  }

  private static <T> Cached<T> present(Cached<T> found) {
    if (found.isAbsent()) {
      throw SchoolService.noSchool();
    }
    return found;
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }

  private Actor actor() {
    return Actor.of(security, request);
  }
}
