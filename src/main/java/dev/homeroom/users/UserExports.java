package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Thing;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.http.Json;
import dev.homeroom.http.ProblemException;
import dev.homeroom.schools.Money;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import dev.homeroom.users.UserExport.ClassLink;
import dev.homeroom.users.UserExport.Invoice;
import dev.homeroom.users.UserExport.Linked;
import dev.homeroom.users.UserExport.Mark;
import dev.homeroom.users.UserExport.Payment;
import dev.homeroom.users.UserExport.Score;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that is stored of a person, by one statement for each kind of row. Never cached. If the
 * database is away it throws.
 */
@ApplicationScoped
class UserExports {
  /** The most bytes of an export. */
  static final int MAX_BYTES = 1_000_000;

  /** The most rows of one kind, more than ever fit into an export. */
  private static final int MAX_ROWS = 20_000;

  private static final String LIMIT = " fetch first " + (MAX_ROWS + 1) + " rows only";
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

  @Inject Queries queries;
  @Inject UserQueries users;
  @Inject Clock clock;
  @Inject AuditLog audit;

  private record Paid(String invoiceId, Payment payment) {}

  private record Period(long person, LocalDate from, LocalDate until) {}

  /**
   * Returns the JSON of an export.
   *
   * @param from the first day of marks, grades and invoices; null for all
   * @param until the last day; null for all
   * @throws ProblemException 403 for a person out of reach, 404 for none, to super administrators;
   *     400 if until lies before from, or if it would be larger than {@link #MAX_BYTES}: fewer days
   *     must be asked for
   */
  @Transactional
  byte[] export(Actor by, String personId, @Nullable LocalDate from, @Nullable LocalDate until) {
    AccessRecord caller = by.record();
    UserView person = users.findView(personId).orElseThrow(() -> UserGuard.noPerson(caller));
    ProblemException.requireAllowed(caller.mayWrite(Thing.USERS, person.schoolId()));
    requireOrder(from, until);
    Period period =
        new Period(Id.orNone(personId), from == null ? FIRST : from, until == null ? LAST : until);
    byte[] json =
        Json.bytes(
            new UserExport(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                from,
                until,
                person,
                linked("l.parent_id", "l.child_id", period.person()),
                linked("l.child_id", "l.parent_id", period.person()).stream()
                    .map(child -> reached(caller, child))
                    .toList(),
                bounded(classes(period.person())),
                bounded(marks(period)),
                bounded(scores(period)),
                bounded(invoices(period))));
    if (json.length > MAX_BYTES) {
      throw tooLarge();
    }
    audit.record(UserEvents.of(AuditAction.USER_EXPORTED, by, personId, person.schoolId()));
    return json;
  }

  private static void requireOrder(@Nullable LocalDate from, @Nullable LocalDate until) {
    if (from != null && until != null && until.isBefore(from)) {
      throw ProblemException.field("until", "order", "until lies before from.");
    }
  }

  private static <T> List<T> bounded(List<T> rows) {
    if (rows.size() > MAX_ROWS) {
      throw tooLarge();
    }
    return rows;
  }

  private static ProblemException tooLarge() {
    return ProblemException.field(
        "from",
        "size",
        "The export has more than " + MAX_BYTES + " bytes: ask for fewer days by from and until.");
  }

  private List<Linked> linked(String wanted, String given, long person) {
    return queries.list(
        "select p.id, p.name, p.school_id from parent_child l join person p on p.id = %s where %s = ? order by p.id"
            .formatted(wanted, given),
        row -> new Linked(row.id(1), row.text(2), row.idOrNull(3)),
        person);
  }

  /** Leaves out the name of a child of a school that the caller does not administer. */
  private static Linked reached(AccessRecord caller, Linked child) {
    return caller.mayWrite(Thing.USERS, child.schoolId())
        ? child
        : new Linked(child.id(), null, child.schoolId());
  }

  private List<ClassLink> classes(long person) {
    String part =
        "select c.id, c.name, c.school_id, '%s', l.valid_from, l.valid_until from %s l"
            + " join class c on c.id = l.class_id where l.%s = ?";
    return queries.list(
        part.formatted("student", "enrolment", "student_id")
            + " union all "
            + part.formatted("teacher", "class_teacher", "teacher_id")
            + " order by 5, 1"
            + LIMIT,
        row ->
            new ClassLink(row.id(1), row.text(2), row.id(3), row.text(4), row.date(5), row.date(6)),
        person,
        person);
  }

  private List<Mark> marks(Period period) {
    return queries.list(
        "select s.class_id, s.on_date, m.mark, m.note from attendance_mark m"
            + " join attendance_sheet s on s.id = m.sheet_id where m.student_id = ?"
            + " and s.on_date between ? and ? order by s.on_date, s.class_id"
            + LIMIT,
        row -> new Mark(row.id(1), row.date(2), row.text(3), row.textOrNull(4)),
        period.person(),
        period.from(),
        period.until());
  }

  private List<Score> scores(Period period) {
    return queries.list(
        "select a.class_id, a.title, a.on_date, a.max_score, a.weight, g.score from grade g"
            + " join assessment a on a.id = g.assessment_id where g.student_id = ?"
            + " and a.on_date between ? and ? order by a.on_date, a.id"
            + LIMIT,
        UserExports::score,
        period.person(),
        period.from(),
        period.until());
  }

  private static Score score(Row row) throws SQLException {
    String score = row.textOrNull(6);
    return new Score(
        row.id(1),
        row.text(2),
        row.date(3),
        row.decimal(4),
        row.decimal(5),
        score == null ? null : new BigDecimal(score));
  }

  private List<Invoice> invoices(Period period) {
    Map<String, List<Payment>> payments =
        queries
            .list(
                "select i.id, y.amount, y.method, y.paid_at, y.receipt_number, s.currency"
                    + " from payment y join invoice i on i.id = y.invoice_id"
                    + " join school s on s.id = i.school_id where i.student_id = ?"
                    + " and i.issued_on between ? and ? order by y.paid_at, y.id"
                    + LIMIT,
                row ->
                    new Paid(
                        row.id(1),
                        new Payment(
                            Money.text(row.decimal(2), row.text(6)),
                            row.text(3),
                            row.instant(4),
                            row.idOrNull(5))),
                period.person(),
                period.from(),
                period.until())
            .stream()
            .collect(
                Collectors.groupingBy(
                    Paid::invoiceId, Collectors.mapping(Paid::payment, Collectors.toList())));
    return queries.list(
        "select i.id, i.title, i.issued_on, i.due_on, i.amount, s.currency from invoice i"
            + " join school s on s.id = i.school_id where i.student_id = ?"
            + " and i.issued_on between ? and ? order by i.issued_on, i.id"
            + LIMIT,
        row ->
            new Invoice(
                row.id(1),
                row.text(2),
                row.date(3),
                row.date(4),
                Money.text(row.decimal(5), row.text(6)),
                row.text(6),
                payments.getOrDefault(row.id(1), List.of())),
        period.person(),
        period.from(),
        period.until());
  }
}
