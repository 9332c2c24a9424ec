package dev.homeroom.fees;

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

/** Serves the invoices of schools over HTTP, from the cache. */
@Path("/invoices")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invoices")
@APIResponse(responseCode = "304", ref = "NotModified")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class InvoicesResource {
  @Context SecurityContext security;

  @Inject CachedInvoices invoices;

  /** Answers a page of invoices. */
  @GET
  @Operation(
      summary = "The invoices of a school",
      description =
          "Those up to today. For the school's administrators and staff, and for super"
              + " administrators.")
  @Parameter(
      name = "school",
      in = ParameterIn.QUERY,
      description = "Usually the caller's own",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the pupil's name or of the title, in any case",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "state",
      in = ParameterIn.QUERY,
      description = "open (also those that are overdue), overdue or paid; without it all",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "month",
      in = ParameterIn.QUERY,
      description = "The month of their dates, as 2026-11",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "due, issued, name, amount or open; -…",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @APIResponse(
      responseCode = "200",
      description = "A page of invoices",
      content =
          @Content(examples = @ExampleObject(name = "invoices", value = InvoiceExamples.INVOICES)))
  public Response list(@Context UriInfo uri) {
    AccessRecord caller = Caller.of(security).record();
    ListQuery query = InvoiceQuery.ofSchool(uri.getQueryParameters());
    String school = InvoiceAccess.school(caller, query);
    InvoiceQuery.requireSound(query);
    return CachedAnswer.list(invoices.ofSchool(school, query), query);
  }
}
