package dev.homeroom.classes;

import dev.homeroom.audit.Actor;
import dev.homeroom.http.OptionalBodies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Links students and teachers to classes over HTTP. */
@Path("/classes/{id}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Classes")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ClassLinksResource {
  private static final String DAYS =
      "For administrators of the school. from is today, or the present first day, if it is left out;"
          + " without until there is no end. The days replace those of the same link that overlap"
          + " with them.";

  private static final String END =
      "For administrators of the school. The link ends with yesterday, and what happened until then"
          + " stays; one that begins today or later is removed.";

  private static final String EXAMPLE =
      """
      {"from": "2026-10-12", "until": "2026-12-18"}""";

  @Context SecurityContext security;
  @Context HttpServletRequest request;
  @Context HttpHeaders headers;

  @Inject ClassLinks links;
  @Inject OptionalBodies bodies;

  /** Enrols a student. */
  @PUT
  @Path("/students/{studentId}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Enrols a student in a class", description = DAYS)
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ClassLinkInput.class),
              examples = @ExampleObject(name = "days", value = EXAMPLE)))
  @APIResponse(responseCode = "204", description = "Enrolled, also if the student was before")
  @APIResponse(responseCode = "409", description = "The class has 2,000 students")
  public Response putStudent(
      @PathParam("id") String classId, @PathParam("studentId") String studentId, byte[] body) {
    return link(ClassLink.STUDENT, classId, studentId, body);
  }

  /** Ends an enrolment. */
  @DELETE
  @Path("/students/{studentId}")
  @Operation(summary = "Ends the enrolment of a student", description = END)
  @APIResponse(responseCode = "204", description = "Not enrolled, also if the student never was")
  public Response deleteStudent(
      @PathParam("id") String classId, @PathParam("studentId") String studentId) {
    links.end(actor(), ClassLink.STUDENT, classId, studentId);
    return Response.noContent().build();
  }

  /** Gives a class a teacher. */
  @PUT
  @Path("/teachers/{teacherId}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Gives a class a teacher", description = DAYS)
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ClassLinkInput.class),
              examples = @ExampleObject(name = "days", value = EXAMPLE)))
  @APIResponse(responseCode = "204", description = "A teacher of it, also if it was one before")
  @APIResponse(responseCode = "409", description = "The class has 50 teachers")
  public Response putTeacher(
      @PathParam("id") String classId, @PathParam("teacherId") String teacherId, byte[] body) {
    return link(ClassLink.TEACHER, classId, teacherId, body);
  }

  /** Ends the link of a teacher to a class. */
  @DELETE
  @Path("/teachers/{teacherId}")
  @Operation(summary = "Ends the link of a teacher to a class", description = END)
  @APIResponse(responseCode = "204", description = "No teacher of it, also if it never was one")
  public Response deleteTeacher(
      @PathParam("id") String classId, @PathParam("teacherId") String teacherId) {
    links.end(actor(), ClassLink.TEACHER, classId, teacherId);
    return Response.noContent().build();
  }

  private Response link(ClassLink link, String classId, String personId, byte[] body) {
    ClassLinkInput input =
        bodies.read(body, headers.getMediaType(), ClassLinkInput.class, ClassLinkInput.OPEN);
    links.link(actor(), link, classId, personId, input);
    return Response.noContent().build();
  }

  private Actor actor() {
    return Actor.of(security, request);
  }
}
