package dev.homeroom.inventory;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.cache.Cached;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
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
 * Serves the items of inventory over HTTP, from the cache. It checks access before it asks the
 * cache: a school out of the caller's reach is a 403, whether or not there is one.
 */
@Path("/inventory")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Inventory")
@APIResponse(responseCode = "304", ref = "NotModified")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class InventoryResource {
  @Context SecurityContext security;

  @Inject InventoryService inventory;

  /** Answers a page of a school's active items. */
  @GET
  @Operation(
      summary = "The items that a school has in store",
      description =
          "Active ones, each with its category's name. For the school's administrators,"
              + " staff and teachers, and for super administrators.")
  @Parameter(
      name = "school",
      in = ParameterIn.QUERY,
      description = "Usually the caller's own",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the name, in any case",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "category",
      in = ParameterIn.QUERY,
      description = "The id of a category",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "low",
      in = ParameterIn.QUERY,
      description = "true for items at or below their reorder level",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "name, category or quantity; -…",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @APIResponse(
      responseCode = "200",
      description = "A page of items",
      content =
          @Content(examples = @ExampleObject(name = "items", value = InventoryExamples.ITEMS)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response items(@Context UriInfo uri) {
    ListQuery query = InventoryQuery.ofItems(uri.getQueryParameters());
    return CachedAnswer.list(
        inventory.items(InventoryAccess.school(query, caller()), query), query);
  }

  /** Answers one item, with its version as entity tag. */
  @GET
  @Path("/{id}")
  @Operation(
      summary = "An item that a school has in store, or had",
      description = "For the same people as the items.")
  @APIResponse(
      responseCode = "200",
      description = "The item; ETag is its version, for If-Match",
      content = @Content(examples = @ExampleObject(name = "item", value = InventoryExamples.ITEM)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response item(@PathParam("id") String id) {
    AccessRecord caller = caller();
    Cached<ItemView> found = inventory.find(inventory.schoolOf(caller, id), id);
    if (found.isAbsent()) {
      throw InventoryAccess.maySeeAll(caller)
          ? InventoryService.noItem()
          : ProblemException.forbidden();
    }
    return CachedAnswer.of(found, found.value().version());
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }
}
