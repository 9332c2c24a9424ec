package dev.homeroom.users;

import dev.homeroom.audit.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Links parents to children over HTTP. */
@Path("/parents/{id}/children/{studentId}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class ParentsResource {
  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject ParentLinks links;

  /** Links a parent to a child. */
  @PUT
  @Operation(
      summary = "Links a parent to a child",
      description =
          "For administrators of the child's school, also of a parent of another school. From then"
              + " on the parent sees the child.")
  @APIResponse(responseCode = "204", description = "Linked, also if they were before")
  @APIResponse(responseCode = "409", description = "A person has 50 parents or children")
  public Response put(@PathParam("id") String parentId, @PathParam("studentId") String studentId) {
    links.link(actor(), parentId, studentId);
    return Response.noContent().build();
  }

  /** Ends a link. */
  @DELETE
  @Operation(
      summary = "Ends the link of a parent to a child",
      description = "For administrators of the child's school.")
  @APIResponse(responseCode = "204", description = "Not linked, also if they never were")
  public Response delete(
      @PathParam("id") String parentId, @PathParam("studentId") String studentId) {
    links.unlink(actor(), parentId, studentId);
    return Response.noContent().build();
  }

  private Actor actor() {
    return Actor.of(security, request);
  }
}
