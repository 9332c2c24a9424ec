package dev.homeroom.demo;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Creates the invoices and payments of one demo school; the demo's student has paid a part. */
final class DemoFees {
  private static final BigDecimal FEE = new BigDecimal("240.00");
  private static final BigDecimal FIRST_PART = new BigDecimal("100.00");
  private static final BigDecimal EXCURSION = new BigDecimal("35.00");

  private final DemoSession session;
  private final DemoCalendar calendar;
  private final ZoneId zone;
  private final Random chances;

  private record DemoPayment(long invoice, BigDecimal amount, LocalDate on) {}

  DemoFees(DemoSession session, DemoCalendar calendar, ZoneId zone, String part) {
    this.session = session;
    this.calendar = calendar;
    this.zone = zone;
    this.chances = session.chances("fees " + part);
  }

  void make(long schoolId, List<Long> students) throws SQLException {
    List<DemoPayment> payments = new ArrayList<>();
    try (BatchInsert insert =
        session.into("invoice", "id, school_id, student_id, title, issued_on, due_on, amount")) {
      for (int i = 0; i < students.size(); i++) {
        fee(insert, schoolId, students.get(i), i == 0, payments);
        excursion(insert, schoolId, students.get(i), i == 0, payments);
      }
    }
    try (BatchInsert insert =
        session.into("payment", "id, school_id, invoice_id, amount, method, paid_at")) {
      for (DemoPayment paid : payments) {
        insert.row(
            session.nextId("payment_seq"),
            schoolId,
            paid.invoice(),
            paid.amount(),
            chances.nextBoolean() ? "transfer" : "card",
            paid.on().atTime(LocalTime.NOON).atZone(zone).toInstant());
      }
    }
  }

  private void fee(
      BatchInsert insert, long schoolId, long student, boolean demo, List<DemoPayment> payments)
      throws SQLException {
    long id = session.nextId("invoice_seq");
    LocalDate issued = calendar.termStart();
    insert.row(id, schoolId, student, "School fee", issued, issued.plusDays(30), FEE);
    double chance = demo ? 0.88 : chances.nextDouble();
    LocalDate on = issued.plusDays(5L + chances.nextInt(30));
    if (chance < 0.85) {
      payments.add(new DemoPayment(id, FEE, on));
    } else if (chance < 0.95) {
      payments.add(new DemoPayment(id, FIRST_PART, on));
    }
  }

  private void excursion(
      BatchInsert insert, long schoolId, long student, boolean demo, List<DemoPayment> payments)
      throws SQLException {
    long id = session.nextId("invoice_seq");
    LocalDate issued = calendar.day().minusWeeks(2);
    insert.row(id, schoolId, student, "Excursion", issued, calendar.day().plusWeeks(2), EXCURSION);
    if (!demo && chances.nextDouble() < 0.4) {
      payments.add(new DemoPayment(id, EXCURSION, issued.plusDays(1L + chances.nextInt(10))));
    }
  }
}
