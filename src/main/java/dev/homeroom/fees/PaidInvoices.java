package dev.homeroom.fees;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The part of a statement that selects invoices of schools, with what was paid for each. */
final class PaidInvoices {
  private PaidInvoices() {}

  /**
   * Returns it, as table {@code o}: the schools' invoices up to a date, with columns {@code
   * school_id}, {@code id}, {@code student_id}, {@code title}, {@code issued_on}, {@code due_on},
   * {@code amount}, {@code paid}.
   *
   * @param schools their number, at least one
   */
  static String of(int schools) {
    return """
        (select i.school_id, i.id, i.student_id, i.title, i.issued_on, i.due_on, i.amount,
           coalesce(sum(p.amount), 0) as paid
         from invoice i left join\s"""
        + payments(schools)
        + " where i.school_id in ("
        + Queries.marks(schools)
        + ") and i.issued_on <= ? group by i.school_id, i.id, i.student_id, i.title, i.issued_on,"
        + " i.due_on, i.amount) o";
  }

  /** Returns its parameters: the schools for {@link #payments}, the schools, the date. */
  static List<Object> parameters(List<String> schools, LocalDate upTo) {
    List<Object> all = joined(schools);
    all.add(upTo);
    return all;
  }

  /**
   * Returns the payments to be joined with invoices of schools. They name the school too, so that
   * one school's are found by an index; those of versions before do not.
   */
  static String payments(int schools) {
    return " payment p on p.invoice_id = i.id and (p.school_id in ("
        + Queries.marks(schools)
        + ") or p.school_id is null)";
  }

  /** Returns the schools' numbers twice: those of the payments, those of the invoices. */
  static List<Object> joined(List<String> schools) {
    List<Object> all = new ArrayList<>(List.of(Id.numbers(schools)));
    all.addAll(List.of(Id.numbers(schools)));
    return all;
  }
}
