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
    String ids = Queries.marks(schools);
    return """
        (select i.school_id, i.id, i.student_id, i.title, i.issued_on, i.due_on, i.amount,
           coalesce(sum(p.amount), 0) as paid
         from invoice i left join payment p on p.invoice_id = i.id and p.school_id in (%s)
         where i.school_id in (%s) and i.issued_on <= ?
         group by i.school_id, i.id, i.student_id, i.title, i.issued_on, i.due_on, i.amount) o"""
        .formatted(ids, ids);
  }

  /** Returns its parameters: the schools of the payments, those of the invoices, the date. */
  static List<Object> parameters(List<String> schools, LocalDate upTo) {
    List<Object> all = new ArrayList<>(List.of(Id.numbers(schools)));
    all.addAll(List.of(Id.numbers(schools)));
    all.add(upTo);
    return all;
  }
}
