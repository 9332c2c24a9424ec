package dev.homeroom.fees;

import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.NameOrder;
import dev.homeroom.sql.TextSearch;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads and checks the parameters of lists of invoices; each refusal is a 400. */
final class InvoiceQuery {
  static final String SCHOOL = "school";
  static final String STUDENT = "student";
  static final String TEXT = "q";
  static final String STATE = "state";
  static final String MONTH = "month";

  private static final List<String> SORTS = List.of("due", "issued", "name", "amount", "open");

  private static final Set<String> STATES =
      Set.of(StudentInvoice.OPEN, StudentInvoice.OVERDUE, StudentInvoice.PAID);

  private static final Map<String, Comparator<StudentInvoice>> ORDERS =
      Map.of(
          "due", Comparator.comparing(StudentInvoice::dueOn),
          "issued", Comparator.comparing(StudentInvoice::issuedOn),
          "name", NameOrder.by(StudentInvoice::student),
          "amount", Comparator.comparing(each -> new BigDecimal(each.amount())),
          "open", Comparator.comparing(each -> new BigDecimal(each.open())));

  private InvoiceQuery() {}

  /** Reads the parameters of the list of a school; {@link #requireSound} checks the filters. */
  static ListQuery ofSchool(MultivaluedMap<String, String> parameters) {
    return ListQuery.of(parameters, SORTS, Set.of(SCHOOL, TEXT, STATE, MONTH));
  }

  /** Reads the parameters of the list of a pupil, or of a family. */
  static ListQuery ofPerson(MultivaluedMap<String, String> parameters) {
    return ListQuery.of(parameters, SORTS, Set.of(TEXT, STATE, MONTH));
  }

  /** Checks the filters, once the rights have been. */
  static void requireSound(ListQuery query) {
    query
        .filter(STATE)
        .ifPresent(state -> require(STATES.contains(state), STATE, "open, overdue or paid"));
    query
        .filter(MONTH)
        .ifPresent(
            month ->
                require(month.matches("(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])"), MONTH, "as 2026-11"));
  }

  private static void require(boolean condition, String field, String form) {
    if (!condition) {
      throw ProblemException.field(field, "format", field + " is " + form + ".");
    }
  }

  /** Returns whether an invoice passes the filters, as the statements of a school's list decide. */
  static boolean passes(StudentInvoice invoice, ListQuery query) {
    return query.filter(STATE).map(invoice::is).orElse(true)
        && query
            .filter(MONTH)
            .map(month -> YearMonth.from(invoice.issuedOn()).equals(YearMonth.parse(month)))
            .orElse(true)
        && query
            .filter(TEXT)
            .map(
                text ->
                    TextSearch.has(invoice.student(), text)
                        || TextSearch.has(invoice.title(), text))
            .orElse(true);
  }

  /** Returns the order of a query; equal ones by their due day, then by their numbers. */
  static Comparator<StudentInvoice> order(ListQuery query) {
    Comparator<StudentInvoice> order = Objects.requireNonNull(ORDERS.get(query.sort()));
    return (query.descending() ? order.reversed() : order)
        .thenComparing(StudentInvoice::dueOn)
        .thenComparing(each -> Long.parseLong(each.id()));
  }
}
