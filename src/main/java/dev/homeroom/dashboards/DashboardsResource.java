package dev.homeroom.dashboards;

import dev.homeroom.access.Caller;
import dev.homeroom.http.DashboardAnswer;
import dev.homeroom.http.ProblemException;
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
@APIResponse(responseCode = "304", ref = "NotModified")
@APIResponse(responseCode = "400", description = "refresh is neither true nor false")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "503", ref = "NoWidget")
public class DashboardsResource {
  private static final String REFRESH = "refresh";

  /** The context of the request; as a parameter it would cost a proxy for each request. */
  @Context SecurityContext security;

  @Inject DashboardPaths paths;
  @Inject DashboardService dashboards;

  /** Answers the caller's own dashboard. */
  @GET
  @Path("/" + DashboardPaths.ME)
  @Operation(
      summary = "The caller's own dashboard",
      description =
          "That of the first of the caller's roles in this order: SUPER_ADMIN, SCHOOL_ADMIN,"
              + " TEACHER, STAFF, STUDENT, PARENT. The others have their own paths.")
  @APIResponse(responseCode = "404", description = "None of the caller's roles has a dashboard")
  public Response me(@QueryParam(REFRESH) @Nullable String refresh) {
    return answer(paths.find(caller(), DashboardPaths.ME), refresh);
  }

  /** Answers the district's dashboard. */
  @GET
  @Path("/" + DashboardPaths.SUPER_ADMIN)
  @Operation(
      summary = "The district's dashboard",
      description = "For super administrators. Compares at most 150 schools, by name.")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  public Response superAdmin(@QueryParam(REFRESH) @Nullable String refresh) {
    return answer(paths.find(caller(), DashboardPaths.SUPER_ADMIN), refresh);
  }

  /** Answers a school's dashboard. */
  @GET
  @Path("/" + DashboardPaths.SCHOOL_ADMIN + "/{schoolId}")
  @Operation(
      summary = "A school's dashboard",
      description = "For super administrators, and the school's administrators: these share it.")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response schoolAdmin(
      @PathParam("schoolId") String schoolId, @QueryParam(REFRESH) @Nullable String refresh) {
    return answer(paths.find(caller(), DashboardPaths.SCHOOL_ADMIN, schoolId), refresh);
  }

  /** Answers a teacher's dashboard. */
  @GET
  @Path("/" + DashboardPaths.TEACHER + "/{id}")
  @Operation(
      summary = "A teacher's dashboard",
      description = "For the teacher, the school's administrators and super administrators.")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response teacher(
      @PathParam("id") String id, @QueryParam(REFRESH) @Nullable String refresh) {
    return answer(paths.find(caller(), DashboardPaths.TEACHER, id), refresh);
  }

  /** Answers the dashboard of a member of staff. */
  @GET
  @Path("/" + DashboardPaths.STAFF + "/{id}")
  @Operation(
      summary = "The dashboard of a member of staff",
      description = "For the person, the school's administrators and super administrators.")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response staff(@PathParam("id") String id, @QueryParam(REFRESH) @Nullable String refresh) {
    return answer(paths.find(caller(), DashboardPaths.STAFF, id), refresh);
  }

  /** Answers a student's dashboard. */
  @GET
  @Path("/" + DashboardPaths.STUDENT + "/{id}")
  @Operation(
      summary = "A student's dashboard",
      description =
          "For the student, the parents, the teachers of the student's classes, the school's"
              + " administrators and super administrators.")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response student(
      @PathParam("id") String id, @QueryParam(REFRESH) @Nullable String refresh) {
    return answer(paths.find(caller(), DashboardPaths.STUDENT, id), refresh);
  }

  /** Answers a parent's dashboard. */
  @GET
  @Path("/" + DashboardPaths.PARENT + "/{id}")
  @Operation(
      summary = "A parent's dashboard",
      description =
          "For the parent, super administrators, and the administrators of a child's school or of"
              + " the parent's own; these see the children of their school.")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response parent(
      @PathParam("id") String id, @QueryParam(REFRESH) @Nullable String refresh) {
    return answer(paths.find(caller(), DashboardPaths.PARENT, id), refresh);
  }

  private Caller caller() {
    return Caller.of(security);
  }

  private Response answer(RoleDashboards.OwnDashboard found, @Nullable String refresh) {
    Dashboard dashboard = found.dashboard();
    Viewed subject = found.subject();
    return DashboardAnswer.of(
        dashboard.name(), subject.shown(), dashboards.read(dashboard, subject, isAnew(refresh)));
  }

  /** Returns whether the widgets are to be loaded anew, which they are at most once in 10 s. */
  private static boolean isAnew(@Nullable String refresh) {
    return switch (refresh == null ? "false" : refresh) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ProblemException.field(REFRESH, "Boolean", "refresh must be true or false.");
    };
  }
}
