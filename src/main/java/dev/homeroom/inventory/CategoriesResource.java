package dev.homeroom.inventory;

import dev.homeroom.access.AccessRecord;
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

/** Serves the categories of inventory over HTTP, as {@link InventoryResource} does its items. */
@Path("/inventory/categories")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Inventory")
@APIResponse(responseCode = "304", ref = "NotModified")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class CategoriesResource {
  @Context SecurityContext security;

  @Inject InventoryService inventory;

  /** Answers a page of a school's categories. */
  @GET
  @Operation(
      summary = "The categories of a school's inventory",
      description = "Each with the number of its active items. For the same people as the items.")
  @Parameter(
      name = "school",
      in = ParameterIn.QUERY,
      description = "Usually the caller's own",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "name or -name",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @APIResponse(
      responseCode = "200",
      description = "A page of categories",
      content =
          @Content(
              examples = @ExampleObject(name = "categories", value = InventoryExamples.CATEGORIES)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response list(@Context UriInfo uri) {
    AccessRecord caller = Caller.of(security).record();
    ListQuery query = InventoryQuery.ofCategories(uri.getQueryParameters());
    return CachedAnswer.list(
        inventory.categories(InventoryAccess.school(query, caller), query), query);
  }
}
