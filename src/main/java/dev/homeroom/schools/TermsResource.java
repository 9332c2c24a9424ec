package dev.homeroom.schools;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.audit.Actor;
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

/** Serves the terms of a school and their holidays over HTTP. */
@Path("/schools/{id}/terms")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schools")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class TermsResource {
  private static final List<String> SORTS = List.of("starts_on");

  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject CachedSchools schools;
  @Inject CachedTerms terms;
  @Inject TermService service;

  /** Answers a page of a school's terms, from the cache. */
  @GET
  @Operation(
      summary = "The terms of a school, with their holidays",
      description =
          "For everybody of the school, the parents of its students, and super administrators.")
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "starts_on or -starts_on",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of the terms",
      content = @Content(examples = @ExampleObject(name = "terms", value = SchoolExamples.TERMS)))
  public Response list(@PathParam("id") String schoolId, @Context UriInfo uri) {
    requireReach(schoolId);
    ListQuery query = ListQuery.of(uri.getQueryParameters(), SORTS, Set.of());
    if (schools.school(schoolId).isAbsent()) {
      throw SchoolService.noSchool();
    }
    return CachedAnswer.list(terms.list(schoolId, query), query);
  }

  /** Declares a term. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Declares a term",
      description = "For administrators of the school. An academic year of that name is made.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = TermInput.class),
              examples = @ExampleObject(name = "term", value = SchoolExamples.NEW_TERM)))
  @APIResponse(
      responseCode = "201",
      description = "The term; Location says where it is",
      content = @Content(examples = @ExampleObject(name = "term", value = SchoolExamples.TERM)))
  @APIResponse(responseCode = "409", description = "It overlaps with another term of the school")
  public Response create(
      @PathParam("id") String schoolId,
      @Valid @NotNull(message = "The body is missing.") TermInput input) {
    ProblemException.requireAllowed(SchoolAccess.mayChange(caller(), schoolId));
    TermView made = service.create(actor(), schoolId, input);
    return VersionTag.created(
        made, made.version(), "/api/schools/" + schoolId + "/terms/" + made.id());
  }

  /** Answers a term, from the database. */
  @GET
  @Path("/{term}")
  @Operation(summary = "A term with its holidays", description = "For people that see the school.")
  @APIResponse(
      responseCode = "200",
      description = "The term, with its version as ETag",
      content = @Content(examples = @ExampleObject(name = "term", value = SchoolExamples.TERM)))
  public Response get(@PathParam("id") String schoolId, @PathParam("term") String termId) {
    requireReach(schoolId);
    return answer(service.get(schoolId, termId));
  }

  /** Changes a term and replaces its holidays. */
  @PUT
  @Path("/{term}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Changes a term and its holidays",
      description =
          "For administrators of the school. A holiday may be declared afterwards: its lessons then"
              + " count neither for nor against.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = TermInput.class),
              examples = @ExampleObject(name = "term", value = SchoolExamples.NEW_TERM)))
  @APIResponse(
      responseCode = "200",
      description = "The term as it is now",
      content = @Content(examples = @ExampleObject(name = "term", value = SchoolExamples.TERM)))
  @APIResponse(
      responseCode = "409",
      description = "It overlaps with another term, or attendance was taken outside its new days")
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response put(
      @PathParam("id") String schoolId,
      @PathParam("term") String termId,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull(message = "The body is missing.") TermInput input) {
    ProblemException.requireAllowed(SchoolAccess.mayChange(caller(), schoolId));
    return answer(service.change(actor(), schoolId, termId, input, ifMatch));
  }

  private static Response answer(TermView term) {
    return VersionTag.put(Response.ok(term), term.version())
        .header("X-Cache-Status", "BYPASS")
        .build();
  }

  private void requireReach(String schoolId) {
    ProblemException.requireAllowed(SchoolAccess.maySee(caller(), schoolId));
    // Text that is no id makes no key.
    if (Id.number(schoolId).isEmpty()) {
      throw SchoolService.noSchool();
    }
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }

  private Actor actor() {
    return Actor.of(security, request);
  }
}
