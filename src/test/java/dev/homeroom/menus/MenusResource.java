package dev.homeroom.menus;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.cache.Cached;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DayOfWeek;

/** Menus over HTTP, for instance {@code /api/menus/3/MONDAY}. */
@Path("/menus/{school}/{day}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MenusResource {
  @Context SecurityContext security;

  @Inject MenuService menus;

  /** Answers a menu, from the cache. */
  @GET
  public Response get(@PathParam("school") String schoolId, @PathParam("day") DayOfWeek day) {
    require(MenuAccess.maySee(caller(), schoolId));
    Cached<Menu> menu = menus.find(schoolId, day);
    if (menu.isAbsent()) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no menu of this day.");
    }
    return CachedAnswer.of(menu);
  }

  /** Replaces a menu. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Response put(
      @PathParam("school") String schoolId, @PathParam("day") DayOfWeek day, @Valid Menu menu) {
    require(MenuAccess.mayChange(caller(), schoolId));
    menus.replace(schoolId, day, menu);
    return Response.noContent().build();
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw ProblemException.forbidden();
    }
  }
}
