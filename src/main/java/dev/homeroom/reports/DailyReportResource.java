package dev.homeroom.reports;

import dev.homeroom.access.Caller;
import dev.homeroom.http.CachedAnswer;
import dev.homeroom.http.CsvTable;
import dev.homeroom.http.ListQuery;
import dev.homeroom.reports.DailyReports.DailyPage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
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
 * Serves the report of a school's day over HTTP: JSON from the cache, or the whole of it as a
 * table. It checks access before it asks the cache.
 */
@Path("/reports/daily/{date}")
@ApplicationScoped
@Produces({MediaType.APPLICATION_JSON, CsvTable.MEDIA_TYPE})
@Tag(name = "Reports")
@APIResponse(responseCode = "304", ref = "NotModified")
@APIResponse(responseCode = "400", ref = "Invalid")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "404", ref = "NotFound")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class DailyReportResource {
  private static final MediaType CSV = MediaType.valueOf(CsvTable.MEDIA_TYPE);

  @Context SecurityContext security;
  @Context HttpHeaders headers;

  @Inject DailyReports reports;

  /** Answers with the pupils that were missing on a day. */
  @GET
  @Operation(
      summary = "The pupils that were missing at a school on a day",
      description =
          "The pupils with a mark that is not present, each with these marks, and the classes whose"
              + " attendance was not taken. Administrators see their school, with the pupils'"
              + " parents; teachers the pupils of their own classes. As text/csv it is a line for"
              + " each mark: all that pass the filters, whatever the page.")
  @Parameter(
      name = "school",
      in = ParameterIn.QUERY,
      description = "Usually the caller's own",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "q",
      in = ParameterIn.QUERY,
      description = "A part of the pupil's name, in any case",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "mark",
      in = ParameterIn.QUERY,
      description = "Pupils with this mark: absent, late, excused or half_day",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "class",
      in = ParameterIn.QUERY,
      description = "Pupils with a mark in this class",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "name or grade; -…",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @APIResponse(
      responseCode = "200",
      description = "A page of pupils, with the figures of the day",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            examples = @ExampleObject(name = "report", value = ReportExamples.DAILY)),
        @Content(
            mediaType = CsvTable.MEDIA_TYPE,
            schema = @Schema(type = SchemaType.STRING),
            examples = @ExampleObject(name = "table", value = ReportExamples.CSV))
      })
  public Response get(@PathParam("date") String dateText, @Context UriInfo uri) {
    ListQuery query = ReportQuery.of(uri.getQueryParameters());
    ReportReach reach = ReportReach.of(Caller.of(security).record(), query);
    ReportQuery.requireSound(query);
    LocalDate date = ReportQuery.date(dateText);
    if (wantsTable()) {
      return DailyCsv.of(reports.whole(reach, date, query));
    }
    DailyPage page = reports.page(reach, date, query);
    return CachedAnswer.list(page.data(), query.page(page.total()));
  }

  /** Returns whether the caller would rather have a table: one that takes anything gets JSON. */
  private boolean wantsTable() {
    MediaType first = headers.getAcceptableMediaTypes().get(0);
    return !first.isWildcardType() && first.isCompatible(CSV);
  }
}
