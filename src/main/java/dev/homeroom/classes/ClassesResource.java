package dev.homeroom.classes;

import dev.homeroom.access.Caller;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.ListQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Serves the classes of schools over HTTP, from the cache. It checks access before it asks the
 * cache: a school out of the caller's reach is a 403, whether or not there is one.
 */
@Path("/classes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
@APIResponse(responseCode = "304", ref = "NotModified")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ClassesResource {
  @Context SecurityContext security;

  @Inject ClassLists lists;
  @Inject CachedClasses classes;

  /** Answers a page of a school's classes. */
  @GET
  @Operation(
      summary = "The classes of a school",
      description =
          "Of the present term, between two terms of the last, unless another one is named; each"
              + " with its course, its teachers and the number of its pupils. Administrators see"
              + " all of their school, teachers their own, students their own, parents those of"
              + " the child that they name.")
  @Parameter(
      name = "school",
      in = ParameterIn.QUERY,
      description = "Usually the caller's own",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "term",
      in = ParameterIn.QUERY,
      description = "The id of a term",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the name or of the course's, in any case",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "teacher",
      in = ParameterIn.QUERY,
      description = "The id of one of its teachers",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "student",
      in = ParameterIn.QUERY,
      description = "The id of one of its students",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "mine",
      in = ParameterIn.QUERY,
      description = "true for those that the caller teaches",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "name, course or students; -…",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @APIResponse(
      responseCode = "200",
      description = "A page of classes",
      content =
          @Content(examples = @ExampleObject(name = "classes", value = ClassExamples.CLASSES)))
  public Response list(@Context UriInfo uri) {
    ListQuery query = lists.of(Caller.of(security).record(), uri.getQueryParameters());
    return CachedAnswer.list(classes.list(query), query);
  }
}
