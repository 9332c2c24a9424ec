package dev.homeroom.roles;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.access.RoleName;
import dev.homeroom.audit.Actor;
import dev.homeroom.cache.Cached;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.VersionTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** Serves roles over HTTP. */
@Path("/roles")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Roles")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class RolesResource {
  private static final List<String> SORTS = List.of("name");
  private static final Set<String> FILTERS = Set.of("q");
  private static final String READERS =
      "For super administrators, administrators of schools, and people with roles:read.";

  @Context SecurityContext security;
  @Context HttpServletRequest request;

  @Inject CachedRoles roles;
  @Inject RoleService service;

  /** Answers a page of all roles, from the cache. */
  @GET
  @Operation(summary = "All roles", description = READERS)
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "name, or -name for the reverse",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the name",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of the roles",
      content = @Content(examples = @ExampleObject(name = "roles", value = RoleExamples.ROLES)))
  @APIResponse(responseCode = "304", ref = "NotModified")
  public Response list(@Context UriInfo uri) {
    ProblemException.requireAllowed(RoleAccess.maySee(caller()));
    ListQuery query = ListQuery.of(uri.getQueryParameters(), SORTS, FILTERS);
    return CachedAnswer.list(roles.roles(query), query);
  }

  /** Makes a role. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Makes a role",
      description =
          "For super administrators. Its permissions hold for the whole of a person's own school;"
              + " write does not include read. roles:write lets nobody change roles but super"
              + " administrators.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = RoleInput.class),
              examples = @ExampleObject(name = "role", value = RoleExamples.NEW)))
  @APIResponse(
      responseCode = "201",
      description = "The role; Location says where it is",
      content = @Content(examples = @ExampleObject(name = "role", value = RoleExamples.ROLE)))
  @APIResponse(responseCode = "409", description = "There is a role of this name, or too many")
  public Response create(@Valid @NotNull(message = "The body is missing.") RoleInput input) {
    ProblemException.requireAllowed(RoleAccess.mayChange(caller()));
    RoleView made = service.create(actor(), input);
    return VersionTag.created(made, made.version(), "/api/roles/" + made.name());
  }

  /** Answers a role, from the cache. */
  @GET
  @Path("/{name}")
  @Operation(summary = "A role", description = READERS)
  @APIResponse(
      responseCode = "200",
      description = "The role, with its version as ETag",
      content =
          @Content(examples = @ExampleObject(name = "role", value = RoleExamples.CACHED_ROLE)))
  @APIResponse(responseCode = "304", ref = "NotModified")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response get(@PathParam("name") String name) {
    ProblemException.requireAllowed(RoleAccess.maySee(caller()));
    requireName(name);
    Cached<RoleView> role = roles.role(name);
    if (role.isAbsent()) {
      throw RoleService.noRole();
    }
    return CachedAnswer.of(role, role.value().version());
  }

  /** Replaces the permissions of a custom role. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Replaces the permissions of a custom role",
      description =
          "For super administrators. If a permission is taken away, the tokens of all people with"
              + " the role are refused from then on, and they log in again.")
  @RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = PermissionsInput.class),
              examples = @ExampleObject(name = "permissions", value = RoleExamples.PERMISSIONS)))
  @APIResponse(
      responseCode = "200",
      description = "The role as it is now",
      content = @Content(examples = @ExampleObject(name = "role", value = RoleExamples.ROLE)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", description = "A built-in role")
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response put(
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @Valid @NotNull(message = "The body is missing.") PermissionsInput input) {
    ProblemException.requireAllowed(RoleAccess.mayChange(caller()));
    requireName(name);
    RoleView changed = service.change(actor(), name, input, ifMatch);
    return VersionTag.put(Response.ok(changed), changed.version()).build();
  }

  /** Deletes a custom role that nobody has. */
  @DELETE
  @Path("/{name}")
  @Operation(summary = "Deletes a custom role", description = "For super administrators.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", description = "A built-in role, or people have it: how many")
  @APIResponse(responseCode = "412", ref = "StaleVersion")
  public Response delete(
      @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    ProblemException.requireAllowed(RoleAccess.mayChange(caller()));
    requireName(name);
    service.delete(actor(), name, ifMatch);
    return Response.noContent().build();
  }

  /** Refuses text that cannot be a name: it makes no key and no query. */
  private static void requireName(String name) {
    if (!name.matches(RoleName.FORM)) {
      throw RoleService.noRole();
    }
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }

  private Actor actor() {
    return Actor.of(security, request);
  }
}
