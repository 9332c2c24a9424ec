package dev.homeroom.audit;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
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
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the audit log over HTTP, from the database. */
@Path("/audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class AuditResource {
  private static final List<String> SORTS = List.of("-at");
  private static final Set<String> FILTERS = Set.of("from", "to", "actor", "action");

  @Context SecurityContext security;

  @Inject AuditRows rows;
  @Inject AuditVerification verification;

  /** Answers a page of the log, the newest records first. */
  @GET
  @Operation(
      summary = "Who did what, when, from where, with which outcome",
      description =
          "For super administrators all; for administrators of a school, and people with"
              + " audit:read, the records of their school. Never cached.")
  @Parameter(ref = "Page")
  @Parameter(ref = "Size")
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "-at, the newest first; at for the reverse",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description = "The first moment, in UTC, as 2026-11-20T10:30:00Z",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "The moment before which it ends, in UTC",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "actor",
      in = ParameterIn.QUERY,
      description = "The id of the person that acted",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "action",
      in = ParameterIn.QUERY,
      description = "The name of an action, as login.failed or user.roles_changed",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of the log",
      content = @Content(examples = @ExampleObject(name = "log", value = AuditExamples.PAGE)))
  @APIResponse(responseCode = "400", ref = "Invalid")
  public Response list(@Context UriInfo uri) {
    ProblemException.requireAllowed(AuditAccess.mayRead(caller()));
    ListQuery query = ListQuery.of(uri.getQueryParameters(), SORTS, FILTERS);
    return uncached(
        rows.page(query, AuditAccess.mayReadAll(caller()) ? null : caller().schoolId()));
  }

  /** Verifies the log. */
  @GET
  @Path("/verification")
  @Operation(
      summary = "Verifies the audit log",
      description =
          "For super administrators. Computes the hash of each record anew and compares each chain"
              + " with its head, which is kept apart: finds records and chains that were changed,"
              + " removed, added or moved. It takes some seconds for a million records. Somebody who"
              + " may write all tables can make up a whole log: write the heads down elsewhere, and"
              + " compare.")
  @APIResponse(
      responseCode = "200",
      description =
          "Whether it is sound; of each chain with a fault the first one: changed, missing (removed,"
              + " or cut off at the end), added, head, chain_missing, chain_added; and the newest"
              + " chains with their heads",
      content =
          @Content(
              examples = @ExampleObject(name = "verification", value = AuditExamples.VERIFICATION)))
  public Response verify() {
    ProblemException.requireAllowed(AuditAccess.mayReadAll(caller()));
    return uncached(verification.verify());
  }

  private static Response uncached(Object body) {
    return Response.ok(body).header("X-Cache-Status", "BYPASS").build();
  }

  private AccessRecord caller() {
    return Caller.of(security).record();
  }
}
