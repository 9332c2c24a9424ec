package dev.homeroom.fees;

import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ListQuery;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.sql.Conditions;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.PageClause;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TextSearch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists of invoices from the database: those up to today, since an invoice counts from its
 * date. Entries are fresh until the school's midnight, when others become overdue. Each method
 * throws if the database is away.
 */
@ApplicationScoped
class InvoiceRows {
  private static final int MAX_OF_FAMILY = 500;

  /** The orders of a list, and their columns. */
  private static final Map<String, String> SORTS =
      Map.of(
          "due", "o.due_on",
          "issued", "o.issued_on",
          "name", "coalesce(s.sort_key, '')",
          "amount", "o.amount",
          "open", "case when o.amount > o.paid then o.amount - o.paid else 0 end");

  private static final String PUPILS = " join person s on s.id = o.student_id";

  private static final String THEN = "o.due_on, o.id";

  @Inject Queries queries;
  @Inject Schools schools;

  /** Returns a page of a school's invoices; null if there is no such school. */
  @Transactional
  @Nullable List<StudentInvoice> list(String schoolId, ListQuery query, LoadScope scope) {
    return today(schoolId, scope).map(day -> page(day, query)).orElse(null);
  }

  private List<StudentInvoice> page(SchoolDay day, ListQuery query) {
    Conditions filter = filter(day, query);
    String column = SORTS.getOrDefault(query.sort(), "o.id");
    String page =
        filter.where()
            + PageClause.of(column, query.descending(), THEN, query.offset(), query.size());
    String from =
        isOfNames(query)
            ? PaidInvoices.of(1) + PUPILS + page
            // The page is chosen before its pupils are looked up.
            : "(select o.* from "
                + PaidInvoices.of(1)
                + page
                + ") o"
                + PUPILS
                + PageClause.order(column, query.descending(), THEN);
    return queries.list(
        StudentInvoice.COLUMNS + " from " + from,
        row -> StudentInvoice.of(row, day),
        filter.parameters(ofSchool(day)));
  }

  /** Returns whether the pupils' names decide which rows a page has. */
  private static boolean isOfNames(ListQuery query) {
    return query.sort().equals("name") || query.filter(InvoiceQuery.TEXT).isPresent();
  }

  /** Returns the number of a school's invoices that pass the filters. */
  @Transactional
  long count(String schoolId, ListQuery query, LoadScope scope) {
    return today(schoolId, scope).map(day -> count(day, query)).orElse(0L);
  }

  private long count(SchoolDay day, ListQuery query) {
    Conditions filter = filter(day, query);
    return queries
        .find(
            "select count(*) from "
                + PaidInvoices.of(1)
                + (query.filter(InvoiceQuery.TEXT).isPresent() ? PUPILS : "")
                + filter.where(),
            row -> (long) row.integer(1),
            filter.parameters(ofSchool(day)))
        .orElseThrow();
  }

  /**
   * Returns the invoices of a parent's children in a school, and makes the entry depend on each of
   * these: writes about a child name no parent. The children are those of the database, and not of
   * an access record, which may be older than the entry's stamps.
   */
  @Transactional
  FamilyInvoices ofFamily(String parentId, String schoolId, LoadScope scope) {
    List<String> children =
        queries.list(
            "select l.child_id from parent_child l join person c on c.id = l.child_id"
                + " where l.parent_id = ? and c.school_id = ? order by l.child_id",
            row -> row.id(1),
            Id.orNone(parentId),
            Id.orNone(schoolId));
    children.forEach(child -> scope.dependsOn(Tag.of("user", child)));
    Optional<SchoolDay> day = today(schoolId, scope);
    return new FamilyInvoices(
        day.isEmpty() || children.isEmpty() ? List.of() : of(children, day.get()));
  }

  private List<StudentInvoice> of(List<String> children, SchoolDay day) {
    Conditions theirs =
        new Conditions()
            .add("o.student_id in (" + Queries.marks(children.size()) + ")", Id.numbers(children));
    return queries.list(
        StudentInvoice.COLUMNS
            + " from "
            + PaidInvoices.of(1)
            + PUPILS
            + theirs.where()
            + PageClause.of("o.issued_on", true, "o.id", 0, MAX_OF_FAMILY),
        row -> StudentInvoice.of(row, day),
        theirs.parameters(ofSchool(day)));
  }

  private Optional<SchoolDay> today(String schoolId, LoadScope scope) {
    Optional<SchoolDay> day = schools.findToday(schoolId);
    day.ifPresent(found -> scope.freshUntil(found.endsAt()));
    return day;
  }

  private static Object[] ofSchool(SchoolDay day) {
    return PaidInvoices.parameters(List.of(day.school().id()), day.date()).toArray();
  }

  private static Conditions filter(SchoolDay day, ListQuery query) {
    Conditions all = new Conditions();
    query.filter(InvoiceQuery.STUDENT).ifPresent(id -> all.add("o.student_id = ?", Id.orNone(id)));
    query.filter(InvoiceQuery.STATE).ifPresent(state -> addState(state, day, all));
    query
        .filter(InvoiceQuery.MONTH)
        .map(YearMonth::parse)
        .ifPresent(
            month -> all.add("o.issued_on between ? and ?", month.atDay(1), month.atEndOfMonth()));
    query
        .filter(InvoiceQuery.TEXT)
        .ifPresent(
            text ->
                all.add(
                    "(" + TextSearch.in("s.name") + " or " + TextSearch.in("o.title") + ")",
                    text,
                    text));
    return all;
  }

  private static void addState(String state, SchoolDay day, Conditions all) {
    switch (state) {
      case StudentInvoice.PAID -> all.add("o.amount <= o.paid");
      case StudentInvoice.OVERDUE -> all.add("o.amount > o.paid and o.due_on < ?", day.date());
      default -> all.add("o.amount > o.paid");
    }
  }
}
