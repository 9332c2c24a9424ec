package dev.homeroom.classes;

import dev.homeroom.access.Caller;
import dev.homeroom.http.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.jspecify.annotations.Nullable;

/** Serves the attendance of a class and day over HTTP; uncached, with the version as entity tag. */
@Path("/classes/{id}/attendance/{date}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Attendance")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
public class AttendanceResource {
  @Inject AttendanceService attendance;

  /** Answers the attendance; version 0 and marks that are null while it has not been taken. */
  @GET
  @Operation(summary = "The attendance of a class and day")
  @APIResponse(
      responseCode = "200",
      description =
          "The marks of everybody enrolled on that day, null while there is none, and of pupils"
              + " that have left; version 0 if not taken yet",
      content =
          @Content(
              schema = @Schema(implementation = SheetView.class),
              examples = @ExampleObject(name = "taken", value = AttendanceExamples.SHEET)))
  @APIResponse(responseCode = "400", description = "Future, outside the term, or no lesson")
  public Response get(
      @PathParam("id") String classId,
      @PathParam("date") String date,
      @Context SecurityContext security) {
    return answer(attendance.find(Caller.of(security), classId, date));
  }

  /** Replaces the attendance. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Take or correct the attendance of a class and day",
      description =
          "Names every pupil enrolled on that day; marks of pupils that have left stay unless they"
              + " are named. If-Match may name the version that was read, also as a compressing"
              + " proxy has changed its tag: W/\"v3\", \"v3-gzip\".")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = AttendanceInput.class),
              examples = @ExampleObject(name = "marks", value = AttendanceExamples.INPUT)))
  @APIResponse(
      responseCode = "200",
      description = "The marks as they are now",
      content =
          @Content(
              schema = @Schema(implementation = SheetView.class),
              examples = @ExampleObject(name = "taken", value = AttendanceExamples.SHEET)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "409", description = "Somebody else took it at the same moment")
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response put(
      @PathParam("id") String classId,
      @PathParam("date") String date,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid AttendanceInput input,
      @Context SecurityContext security) {
    return answer(attendance.take(Caller.of(security), classId, date, input, ifMatch));
  }

  private static Response answer(SheetView sheet) {
    return VersionTag.put(Response.ok(sheet), sheet.version())
        .header("X-Cache-Status", "BYPASS")
        .build();
  }
}
