package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.Caller;
import dev.homeroom.access.RoleName;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.Subject;
import dev.homeroom.sql.Id;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Serves dashboards over HTTP. It checks access before it asks the cache: a dashboard out of the
 * caller's reach is a 403, whether or not there is such a person.
 */
@Path("/dashboards")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dashboards")
@APIResponse(responseCode = "200", ref = "Dashboard")
@APIResponse(responseCode = "304", description = "Not changed since the entity tag was given")
@APIResponse(responseCode = "400", description = "refresh is neither true nor false")
@APIResponse(responseCode = "401", description = "No token, or one that is not accepted")
@APIResponse(responseCode = "503", ref = "NoWidget")
public class DashboardsResource {
  private static final String REFRESH = "refresh";

  /** The request's. Not a parameter, for which the platform would make a proxy in each request. */
  @Context SecurityContext security;

  @Inject AccessRecords records;
  @Inject DashboardService dashboards;

  /** Answers the caller's own dashboard. */
  @GET
  @Path("/me")
  @Operation(summary = "The caller's own dashboard", description = "Which one, the role decides.")
  @APIResponse(responseCode = "404", description = "None of the caller's roles has a dashboard")
  public Response me(@QueryParam(REFRESH) @Nullable String refresh) {
    AccessRecord caller = Caller.of(security).record();
    if (caller.has(RoleName.TEACHER) && caller.schoolId() != null) {
      return teacher(caller, refresh);
    }
    if (caller.has(RoleName.STUDENT) && caller.schoolId() != null) {
      return student(caller, refresh);
    }
    throw noDashboard();
  }

  /** Answers a teacher's dashboard. */
  @GET
  @Path("/teacher/{id}")
  @Operation(
      summary = "A teacher's dashboard",
      description = "For the teacher, the school's administrators and super administrators.")
  @APIResponse(responseCode = "403", description = "Out of reach, whether or not it exists")
  @APIResponse(responseCode = "404", description = "No such teacher; to super administrators only")
  public Response teacher(
      @PathParam("id") String id, @QueryParam(REFRESH) @Nullable String refresh) {
    return teacher(subject(Caller.of(security), id, RoleName.TEACHER), refresh);
  }

  /** Answers a student's dashboard. */
  @GET
  @Path("/student/{id}")
  @Operation(
      summary = "A student's dashboard",
      description =
          "For the student, the parents, the teachers of the student's classes, the school's"
              + " administrators and super administrators.")
  @APIResponse(responseCode = "403", description = "Out of reach, whether or not it exists")
  @APIResponse(responseCode = "404", description = "No such student; to super administrators only")
  public Response student(
      @PathParam("id") String id, @QueryParam(REFRESH) @Nullable String refresh) {
    return student(subject(Caller.of(security), id, RoleName.STUDENT), refresh);
  }

  private Response teacher(AccessRecord subject, @Nullable String refresh) {
    return CachedAnswer.dashboard(
        "teacher", shown(subject), dashboards.teacher(subject, isAnew(refresh)));
  }

  private Response student(AccessRecord subject, @Nullable String refresh) {
    return CachedAnswer.dashboard(
        "student", shown(subject), dashboards.student(subject, isAnew(refresh)));
  }

  /** Returns whether the widgets are to be loaded anew, which they are at most once in 10 s. */
  private static boolean isAnew(@Nullable String refresh) {
    return switch (refresh == null ? "false" : refresh) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ProblemException.field(REFRESH, "Boolean", "refresh must be true or false.");
    };
  }

  /** Returns the subject of the dashboard, if the caller may see it and the person has one. */
  private AccessRecord subject(Caller caller, String id, String role) {
    AccessRecord subject = find(caller, id).orElseThrow(() -> absent(caller));
    if (!DashboardAccess.mayView(caller.record(), subject)) {
      throw ProblemException.forbidden();
    }
    if (!subject.has(role) || subject.schoolId() == null) {
      throw absent(caller);
    }
    return subject;
  }

  private Optional<AccessRecord> find(Caller caller, String id) {
    if (caller.id().equals(id)) {
      return Optional.of(caller.record());
    }
    return Id.number(id).isPresent() ? records.find(id) : Optional.empty();
  }

  /**
   * Returns 404 only for super administrators; others must not learn that a person does not exist.
   */
  private static ProblemException absent(Caller caller) {
    return caller.has(RoleName.SUPER_ADMIN) ? noDashboard() : ProblemException.forbidden();
  }

  private static ProblemException noDashboard() {
    return new ProblemException(ErrorCode.NOT_FOUND, "There is no such dashboard.");
  }

  private static Subject shown(AccessRecord subject) {
    return new Subject(subject.id(), subject.name(), subject.schoolId());
  }
}
