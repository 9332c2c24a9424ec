package dev.homeroom.classes;

import dev.homeroom.access.Caller;
import dev.homeroom.http.CachedAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves one class over HTTP, from the cache; {@link ClassLinksResource} has its people. */
@Path("/classes/{id}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
@APIResponse(responseCode = "304", ref = "NotModified")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ClassResource {
  @Context SecurityContext security;

  @Inject CachedClasses classes;

  /** Answers a class. */
  @GET
  @Operation(
      summary = "A class",
      description =
          "For its teachers, its students and their parents, administrators of its school and super"
              + " administrators.")
  @APIResponse(
      responseCode = "200",
      description = "The class, with its teachers and the number of its pupils",
      content = @Content(examples = @ExampleObject(name = "class", value = ClassExamples.CLASS)))
  public Response get(@PathParam("id") String classId) {
    return CachedAnswer.of(classes.get(Caller.of(security).record(), classId));
  }
}
