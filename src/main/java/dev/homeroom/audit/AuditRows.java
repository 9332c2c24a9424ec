package dev.homeroom.audit;

import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads pages of the audit log. Never cached. If the database is away it throws. */
@ApplicationScoped
class AuditRows {
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

  @Inject Queries queries;

  /** A condition with its parameters. */
  private record Filter(String condition, List<Object> parameters) {}

  /**
   * Returns a page.
   *
   * @param query with the filters {@code from}, {@code to} (half open), {@code actor} and {@code
   *     action}, and the order {@code at}
   * @param schoolId the only school whose records are seen; null for all records
   * @throws ProblemException 400 for a filter that is no moment, id or action
   */
  AuditPage page(ListQuery query, @Nullable String schoolId) {
    Filter filter = filter(query, schoolId);
    String order = query.descending() ? " desc" : "";
    List<Object> parameters = new ArrayList<>(filter.parameters());
    parameters.add(query.offset());
    parameters.add(query.size());
    List<AuditView> rows =
        queries.list(
            "select "
                + AuditRecord.COLUMNS
                + ", hash from audit_record"
                + filter.condition()
                + " order by at%1$s, chain%1$s, seq%1$s".formatted(order)
                + " offset ? rows fetch next ? rows only",
            row -> AuditView.of(AuditRecord.read(row), row.text(13)),
            parameters.toArray());
    long total =
        queries
            .find(
                "select count(*) from audit_record" + filter.condition(),
                row -> row.decimal(1).longValueExact(),
                filter.parameters().toArray())
            .orElseThrow();
    return new AuditPage(rows, query.page(total));
  }

  private static Filter filter(ListQuery query, @Nullable String schoolId) {
    List<String> conditions = new ArrayList<>();
    List<Object> parameters = new ArrayList<>();
    if (schoolId != null) {
      conditions.add("school_id = ?");
      parameters.add(Id.orNone(schoolId));
    }
    moment(query, "from").ifPresent(from -> add(conditions, "at >= ?", parameters, from));
    moment(query, "to").ifPresent(to -> add(conditions, "at < ?", parameters, to));
    query.filter("actor").ifPresent(id -> add(conditions, "actor_id = ?", parameters, number(id)));
    query
        .filter("action")
        .map(AuditRows::action)
        .ifPresent(action -> add(conditions, "action = ?", parameters, action.text()));
    String all = String.join(" and ", conditions);
    return new Filter(all.isEmpty() ? "" : " where " + all, parameters);
  }

  private static void add(
      List<String> conditions, String condition, List<Object> parameters, Object parameter) {
    conditions.add(condition);
    parameters.add(parameter);
  }

  private static long number(String id) {
    return Id.number(id)
        .orElseThrow(
            () -> ProblemException.field("actor", "format", "actor is the id of a person."));
  }

  private static AuditAction action(String text) {
    return AuditAction.find(text)
        .orElseThrow(
            () ->
                ProblemException.field(
                    "action", "one_of", "action is the name of an action, as login.ok."));
  }

  private static Optional<Instant> moment(ListQuery query, String name) {
    return query.filter(name).map(text -> moment(name, text));
  }

  private static Instant moment(String name, String text) {
    try {
      Instant moment = Instant.parse(text);
      if (!moment.isBefore(FIRST) && moment.isBefore(END)) {
        return moment;
      }
    } catch (DateTimeException e) {
      // Refused below.
    }
    throw ProblemException.field(
        name, "format", name + " is a moment in UTC from 1900 to 2999, as 2026-11-20T10:30:00Z.");
  }
}
