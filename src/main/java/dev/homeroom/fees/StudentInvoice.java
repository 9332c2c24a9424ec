package dev.homeroom.fees;

import dev.homeroom.schools.SchoolDay;
import dev.homeroom.sql.Row;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * An invoice, as lists show it. Amounts are text with the currency's decimals.
 *
 * @param id the invoice
 * @param schoolId the school that charges it
 * @param studentId the pupil
 * @param student the pupil's name
 * @param title its purpose
 * @param issuedOn its date
 * @param dueOn the last day for its payment
 * @param currency of the amounts, ISO 4217
 * @param amount the whole amount
 * @param paid the paid part
 * @param open the rest, 0 if it is paid, also if too much was paid
 * @param state {@code open}, {@code overdue} (open, and due before today) or {@code paid}
 */
record StudentInvoice(
    String id,
    String schoolId,
    String studentId,
    String student,
    String title,
    LocalDate issuedOn,
    LocalDate dueOn,
    String currency,
    String amount,
    String paid,
    String open,
    String state) {
  static final String OPEN = "open";
  static final String OVERDUE = "overdue";
  static final String PAID = "paid";

  /** The columns of {@link #of}, of invoices o and pupils s. */
  static final String COLUMNS =
      "select o.id, o.student_id, s.name, o.title, o.issued_on, o.due_on, o.amount, o.paid";

  static StudentInvoice of(Row row, SchoolDay day) throws SQLException {
    BigDecimal amount = row.decimal(7);
    BigDecimal paid = row.decimal(8);
    BigDecimal open = amount.subtract(paid).max(BigDecimal.ZERO);
    LocalDate dueOn = row.date(6);
    return new StudentInvoice(
        row.id(1),
        day.school().id(),
        row.id(2),
        row.text(3),
        row.text(4),
        row.date(5),
        dueOn,
        day.school().currency(),
        day.school().amount(amount),
        day.school().amount(paid),
        day.school().amount(open),
        open.signum() == 0 ? PAID : dueOn.isBefore(day.date()) ? OVERDUE : OPEN);
  }

  /** Returns whether the invoice is of a state; one that is overdue is open too. */
  boolean is(String wanted) {
    return state.equals(wanted) || (wanted.equals(OPEN) && state.equals(OVERDUE));
  }
}
