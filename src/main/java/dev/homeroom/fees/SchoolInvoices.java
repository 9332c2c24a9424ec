package dev.homeroom.fees;

import dev.homeroom.schools.School;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads the unpaid invoices of a school by two statements. An invoice counts from its date. Throws
 * if the database is away.
 */
@ApplicationScoped
public class SchoolInvoices {
  private static final int MAX_ROWS = 100;

  private static final String OPEN = PaidInvoices.of(1) + " where o.amount > o.paid";

  @Inject Queries queries;

  private record OpenSums(int total, BigDecimal open, int overdueInvoices, BigDecimal overdue) {}

  /** Returns the open invoices of a school. */
  @Transactional
  public OpenOfSchool of(SchoolDay day) {
    School school = day.school();
    OpenSums sums = sums(day);
    return new OpenOfSchool(
        school.currency(),
        sums.total(),
        school.amount(sums.open()),
        sums.overdueInvoices(),
        school.amount(sums.overdue()),
        longestOverdue(day),
        sums.total() > MAX_ROWS);
  }

  private OpenSums sums(SchoolDay day) {
    return queries
        .find(
            "select count(*), coalesce(sum(o.amount - o.paid), 0),"
                + " count(case when o.due_on < ? then 1 end),"
                + " coalesce(sum(case when o.due_on < ? then o.amount - o.paid end), 0) from "
                + OPEN,
            row -> new OpenSums(row.integer(1), row.decimal(2), row.integer(3), row.decimal(4)),
            day.date(),
            day.date(),
            Id.orNone(day.school().id()),
            Id.orNone(day.school().id()),
            day.date())
        .orElseThrow();
  }

  private List<OwedInvoice> longestOverdue(SchoolDay day) {
    return queries.list(
        // The first rows are chosen before their pupils are looked up.
        "select f.id, f.student_id, s.name, f.title, f.issued_on, f.due_on, f.amount, f.paid"
            + " from (select o.* from "
            + OPEN
            + " order by o.due_on, o.id fetch first "
            + MAX_ROWS
            + " rows only) f join person s on s.id = f.student_id order by f.due_on, f.id",
        row -> invoice(row, day),
        Id.orNone(day.school().id()),
        Id.orNone(day.school().id()),
        day.date());
  }

  private static OwedInvoice invoice(Row row, SchoolDay day) throws SQLException {
    School school = day.school();
    BigDecimal amount = row.decimal(7);
    BigDecimal paid = row.decimal(8);
    return new OwedInvoice(
        row.id(1),
        row.id(2),
        row.text(3),
        row.text(4),
        row.date(5),
        row.date(6),
        school.amount(amount),
        school.amount(paid),
        school.amount(amount.subtract(paid)),
        row.date(6).isBefore(day.date()));
  }
}
