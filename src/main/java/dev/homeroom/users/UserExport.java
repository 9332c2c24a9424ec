package dev.homeroom.users;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored of a person, as the school's administrator gets it.
 *
 * @param exportedAt when it was read
 * @param from the first day of what is dated; null for all
 * @param until the last day of what is dated; null for all
 * @param person the person
 * @param parents those to whom the person is linked as a child
 * @param children those to whom the person is linked as a parent
 * @param classes as a student and as a teacher, whatever their dates
 * @param attendance marks of the days
 * @param grades of assessments of the days
 * @param invoices issued on the days, with all their payments
 */
record UserExport(
    Instant exportedAt,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    UserView person,
    List<Linked> parents,
    List<Linked> children,
    List<ClassLink> classes,
    List<Mark> attendance,
    List<Score> grades,
    List<Invoice> invoices) {
  UserExport {
    parents = List.copyOf(parents);
    children = List.copyOf(children);
    classes = List.copyOf(classes);
    attendance = List.copyOf(attendance);
    grades = List.copyOf(grades);
    invoices = List.copyOf(invoices);
  }

  /** A parent or a child; a child of a school that is out of the caller's reach has no name. */
  record Linked(String id, @Nullable String name, @Nullable String schoolId) {}

  /** A class of which the person is or was a student or teacher; the last day may be 2999-12-31. */
  record ClassLink(
      String classId, String name, String schoolId, String as, LocalDate from, LocalDate until) {}

  /** The mark of a class and day. */
  record Mark(String classId, LocalDate date, String mark, @Nullable String note) {}

  /** A score; null while it has not been marked. */
  record Score(
      String classId,
      String title,
      LocalDate date,
      BigDecimal maxScore,
      BigDecimal weight,
      @Nullable BigDecimal score) {}

  /** An invoice; amounts have the decimals of the currency. */
  record Invoice(
      String id,
      String title,
      LocalDate issuedOn,
      LocalDate dueOn,
      String amount,
      String currency,
      List<Payment> payments) {
    Invoice {
      payments = List.copyOf(payments);
    }
  }

  /** A payment of an invoice; older ones have no receipt number. */
  record Payment(String amount, String method, Instant paidAt, @Nullable String receiptNumber) {}
}
