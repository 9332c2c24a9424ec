package dev.homeroom.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * PostgreSQL's sums are those of the rows, whoever writes these: by what statement, in what order,
 * and beside whom. Other databases add up when they are asked.
 */
class SumsPostgresTest {
  private static final int WRITERS = 6;

  /** Rows of sums that the rows do not give, or the other way round; sums of nothing are none. */
  private static final String WRONG =
      """
      with
      paid as (
        select i.id, i.school_id, i.issued_on, i.due_on, i.amount, i.paid_so_far as kept,
          coalesce((select sum(p.amount) from payment p where p.invoice_id = i.id), 0) as paid
        from invoice i),
      fees as (
        select school_id, issued_on, due_on, sum(amount) as charged,
          sum(case when amount > paid then amount - paid else 0 end) as open,
          sum(case when amount > paid then 1 else 0 end) as number
        from paid group by school_id, issued_on, due_on),
      payments as (
        select school_id, date(paid_at at time zone 'UTC') as on_date, sum(amount) as paid
        from payment group by 1, 2),
      marks as (
        select c.term_id, h.on_date,
          sum(case when counted_version = h.version then present else 0 end) as present,
          sum(case when counted_version = h.version then absent else 0 end) as absent,
          sum(case when counted_version = h.version then late else 0 end) as late,
          sum(case when counted_version = h.version then excused else 0 end) as excused,
          sum(case when counted_version = h.version then half_day else 0 end) as half_day,
          sum(case when counted_version = h.version then 0 else 1 end) as uncounted
        from attendance_sheet h join class c on c.id = h.class_id group by 1, 2),
      week as (
        select c.term_id, l.weekday, l.valid_from, l.valid_until, count(*) as lessons
        from class c join lesson l on l.class_id = c.id group by 1, 2, 3, 4)
      select coalesce(string_agg(line, ' '), '') from (
        select 'invoice ' || id as line from paid where kept <> paid
        union all select 'fees ' || issued_on || '/' || due_on from fees f
          full join fee_sums k using (school_id, issued_on, due_on)
          where (coalesce(f.charged, 0), coalesce(f.open, 0), coalesce(f.number, 0))
            <> (coalesce(k.charged, 0), coalesce(k.open_amount, 0), coalesce(k.open_invoices, 0))
        union all select 'payments ' || on_date from payments p
          full join payment_sums k using (school_id, on_date)
          where coalesce(p.paid, 0) <> coalesce(k.paid, 0)
        union all select 'marks ' || on_date from marks m
          full join attendance_sums k using (term_id, on_date)
          where (coalesce(m.present, 0), coalesce(m.absent, 0), coalesce(m.late, 0),
              coalesce(m.excused, 0), coalesce(m.half_day, 0), coalesce(m.uncounted, 0))
            <> (coalesce(k.present, 0), coalesce(k.absent, 0), coalesce(k.late, 0),
              coalesce(k.excused, 0), coalesce(k.half_day, 0), coalesce(k.uncounted, 0))
        union all select 'lessons ' || weekday || ' ' || valid_from from week w
          full join lesson_sums k using (term_id, weekday, valid_from, valid_until)
          where coalesce(w.lessons, 0) <> coalesce(k.lessons, 0)
      ) wrong
      """;

  private Databases.Address database;
  private Sql sql;

  @BeforeEach
  void make() {
    use(Databases.migrated(DatabaseKind.POSTGRESQL));
    fixture();
  }

  @AfterEach
  void drop() {
    Databases.dropPostgres(database);
  }

  private void use(Databases.Address made) {
    database = made;
    sql = new Sql(made);
  }

  private void fixture() {
    try (var pool = database.pool(1)) {
      TestDatabase.run(pool, "/fixture/one-class.sql");
    }
  }

  private void assertSums() {
    assertThat(sql.text(WRONG)).isEmpty();
  }

  private String figure(String sums) {
    return sql.text("select coalesce(sum(" + sums + "), 0)::numeric(20, 2) from fee_sums");
  }

  @Test
  void fixture_hasTheSumsThatWereAddedUpByHand() {
    assertSums();
    assertThat(figure("charged")).isEqualTo("355.50");
    assertThat(figure("open_amount")).isEqualTo("175.50");
    assertThat(figure("open_invoices")).isEqualTo("2.00");
    assertThat(
            sql.text("select paid::numeric(9, 2) from payment_sums where on_date = '2026-10-20'"))
        .isEqualTo("140.00");
  }

  @Test
  void invoice_thatIsPaidTooMuch_isNotOpen_andTakesNothingOffOthers() {
    pay(900401, "500");
    assertSums();
    assertThat(figure("open_amount")).isEqualTo("35.50");
    assertThat(figure("open_invoices")).isEqualTo("1.00");
  }

  /** Any statement may come after any other: also several rows at once, and what is taken back. */
  @Test
  void sums_followWhateverIsWritten_inWhateverOrder() throws SQLException {
    Random random = new Random(25);
    int changed = 0;
    try (Connection connection = sql.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 400; i++) {
        changed += run(connection, statement(random));
        if (random.nextInt(4) == 0) {
          connection.rollback();
        }
        if (random.nextInt(3) == 0) {
          connection.commit();
          assertThat(Sql.text(connection, WRONG)).as("after statement " + i).isEmpty();
        }
      }
    }
    assertThat(changed).isGreaterThan(400);
  }

  private static int run(Connection connection, String written) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(written);
    }
  }

  private static String statement(Random random) {
    String day = "date '2026-10-12' + %d".formatted(random.nextInt(6));
    String some = "(id + %d) %% 3 = 0".formatted(random.nextInt(3));
    return switch (random.nextInt(17)) {
      case 0, 1 ->
          "insert into invoice (id, school_id, student_id, title, issued_on, due_on, amount)"
              + " select nextval('invoice_seq') + x, 900011, 900103, 'Fee', "
              + day
              + ", date '2026-11-01' + x % 2, x * 10.25 from generate_series(0, 4) x";
      case 2, 3, 4 ->
          "insert into payment (id, school_id, invoice_id, amount, method, paid_at)"
              + " select nextval('payment_seq'), school_id, id, amount * "
              + random.nextInt(4)
              + " / 2.0, 'card', timestamptz '2026-10-12 22:00:00+00' + "
              + random.nextInt(60)
              + " * interval '1 hour' from invoice where "
              + some;
      case 5 -> "update payment set amount = amount + 1.01 where " + some;
      case 6 ->
          "update payment set paid_at = paid_at + interval '5 hours', invoice_id ="
              + " (select min(id) from invoice) where "
              + some;
      case 7 -> "update invoice set due_on = due_on + 1, amount = amount - 3 where " + some;
      case 8 -> "update invoice set issued_on = " + day + ", title = 'Moved' where " + some;
      case 9 -> "delete from payment where " + some;
      case 10 ->
          "delete from invoice i where "
              + some
              + " and not exists (select 1 from payment p where p.invoice_id = i.id)";
      case 11 ->
          "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at) select"
              + " nextval('attendance_seq'), c, "
              + day
              + ", 900102, now() from (values (900051), (900052)) v (c) where not exists (select 1"
              + " from attendance_sheet h where h.class_id = c and h.on_date = "
              + day
              + ")";
      case 12 ->
          "update attendance_sheet set version = version + 1, counted_version = version + "
              + random.nextInt(2)
              + ", present = "
              + random.nextInt(30)
              + ", absent = 1, late = 2, excused = 3, half_day = 4 where "
              + some;
      case 13 ->
          "insert into lesson (id, class_id, weekday, starts_at, ends_at, room, valid_from) select"
              + " nextval('lesson_seq') + x, 900051 + x % 2, 1 + x, '08:00', '08:45', 'R1', "
              + day
              + " from generate_series(0, 3) x";
      case 14 ->
          "update lesson set weekday = 1 + weekday % 5, valid_until = " + day + " where " + some;
      case 15 -> "delete from lesson where " + some;
      default ->
          "delete from attendance_sheet h where on_date = "
              + day
              + " and not exists (select 1 from attendance_mark m where m.sheet_id = h.id)";
    };
  }

  private void pay(long invoice, String amount) {
    sql.update(
        "insert into payment (id, school_id, invoice_id, amount, method, paid_at) values"
            + " (nextval('payment_seq'), 900011, ?, cast(? as numeric), 'card', now())",
        invoice,
        amount);
  }

  @Test
  void writersOfTheSameInvoices_loseNothing() throws Exception {
    List<Callable<Void>> writers = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(WRITERS);
    for (int writer = 0; writer < WRITERS; writer++) {
      Random random = new Random(writer);
      writers.add(
          () -> {
            all.countDown();
            all.await();
            for (int i = 0; i < 40; i++) {
              pay(random.nextBoolean() ? 900401 : 900402, "0.25");
              // Each from one sum into the other and back, beside others who do the opposite.
              sql.update(
                  "update invoice set amount = amount + 1, due_on = case due_on"
                      + " when date '2026-11-11' then date '2026-12-04'"
                      + " else date '2026-11-11' end where id = ?",
                  random.nextBoolean() ? 900401 : 900402);
              sql.update(
                  "update payment set invoice_id = 900401 + (invoice_id + ?) % 3 where id ="
                      + " (select min(id) + ? from payment where id < 1000000)",
                  random.nextInt(3), random.nextInt(3));
              sql.update("update payment set amount = amount + 0.05 where id = 900503");
            }
            return null;
          });
    }
    atOnce(writers);
    assertSums();
    assertThat(sql.text("select sum(paid_so_far)::numeric(9, 2) from invoice")).isEqualTo("252.00");
  }

  /** Each changes several lessons of a class of its own, and begins with another weekday. */
  @Test
  void writersOfTimetablesOfOneTerm_doNotWaitForEachOther_inACircle() throws Exception {
    sql.update(
        "insert into class (id, school_id, term_id, course_id, name, grade_level) select"
            + " 900060 + x, 900011, 900031, 900041, 'Class', '7' from generate_series(0, 5) x");
    List<Callable<Void>> writers = new ArrayList<>();
    CountDownLatch all = new CountDownLatch(WRITERS);
    for (int writer = 0; writer < WRITERS; writer++) {
      int first = writer;
      writers.add(
          () -> {
            all.countDown();
            all.await();
            try (Connection connection = sql.connect()) {
              connection.setAutoCommit(false);
              for (int i = 0; i < 40; i++) {
                for (int day = 0; day < 5; day++) {
                  run(connection, lesson(900060 + first, 1 + (first + i + day) % 5));
                }
                connection.commit();
              }
            }
            return null;
          });
    }
    atOnce(writers);
    assertSums();
    assertThat(sql.number("select sum(lessons) from lesson_sums")).isEqualTo(3 + WRITERS * 40 * 5);
  }

  private static String lesson(int classId, int weekday) {
    return "insert into lesson (id, class_id, weekday, starts_at, ends_at, room) values"
        + " (nextval('lesson_seq'), %d, %d, '08:00', '08:45', 'R1')".formatted(classId, weekday);
  }

  private static void atOnce(List<Callable<Void>> writers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(writers.size());
    try {
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get(1, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void sumsThatAreMissing_areSeenByThisTest() {
    for (String sums : List.of("fee_sums", "payment_sums", "attendance_sums", "lesson_sums")) {
      sql.update("delete from " + sums);
    }
    assertThat(sql.text(WRONG)).contains("fees 2", "payments 2", "marks 2", "lessons 1");
  }

  @Test
  void class_staysInItsTerm() {
    secondTerm();
    assertThatThrownBy(() -> sql.update("update class set term_id = 900039 where id = 900052"))
        .rootCause()
        .hasMessageContaining("class 900052 stays in its term");
    assertThat(sql.update("update class set term_id = 900031, name = 'Art' where id = 900052"))
        .isOne();
  }

  private void secondTerm() {
    sql.update(
        "insert into term (id, school_id, academic_year_id, name, starts_on, ends_on) values"
            + " (900039, 900011, 900021, 'Second term', '2027-01-11', '2027-03-26')");
  }

  /** Each of them changes rows and what these refer to at once, or brings sums of its own along. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "with l as (delete from lesson where class_id = 900052), a as (delete from announcement"
            + " where class_id = 900052) delete from class where id = 900052",
        "with l as (update lesson set class_id = 900059 where class_id = 900052), a as (update"
            + " announcement set class_id = 900059 where class_id = 900052)"
            + " update class set id = 900059 where id = 900052",
        "with l as (delete from lesson where class_id = 900052 returning class_id)"
            + " update class set term_id = 900039 where id in (select class_id from l)",
        "with h as (delete from attendance_sheet where class_id = 900053)"
            + " delete from class where id = 900053",
        "with h as (update attendance_sheet set class_id = 900059 where class_id = 900053)"
            + " update class set id = 900059 where id = 900053",
        "with p as (update payment set invoice_id = 5 where invoice_id = 900401)"
            + " update invoice set id = 5 where id = 900401",
        "insert into invoice select id + 10, school_id, student_id, title, issued_on, due_on,"
            + " amount, version, paid_so_far from invoice",
        "with i as (insert into invoice (id, school_id, student_id, title, issued_on, due_on,"
            + " amount) values (5, 900011, 900103, 'Fee', '2026-10-01', '2026-11-01', 9)"
            + " returning id) insert into payment (id, school_id, invoice_id, amount, method,"
            + " paid_at) select 5, 900011, id, 4, 'card', now() from i",
        "insert into payment (id, school_id, invoice_id, amount, method, paid_at) values"
            + " (900501, 900011, 900401, 7, 'card', now()), (6, 900011, 900402, 7, 'card', now())"
            + " on conflict (id) do update set amount = payment.amount + 1, invoice_id = 900402",
        "merge into payment p using invoice i on p.invoice_id = i.id"
            + " when matched and p.amount > 100 then delete"
            + " when matched then update set amount = p.amount + 1"
            + " when not matched then insert (id, school_id, invoice_id, amount, method, paid_at)"
            + " values (i.id, i.school_id, i.id, 3, 'card', now())"
      })
  void statementsThatNobodyWritesEveryDay_areRefusedOrCounted(String statement) {
    secondTerm();
    sql.update(lesson(900052, 1));
    sql.update(
        "insert into class (id, school_id, term_id, course_id, name, grade_level) values"
            + " (900053, 900011, 900031, 900041, 'Without lessons', '7')");
    sql.update(
        "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at) values"
            + " (2, 900053, '2026-10-13', 900102, now())");
    try {
      sql.update(statement);
    } catch (IllegalStateException e) {
      assertThat(((SQLException) e.getCause()).getSQLState()).as(e.toString()).startsWith("23");
    }
    assertSums();
  }

  /** Nor does a table of the writer's own that has a sum's name stand in front of it. */
  @Test
  void writers_needNeitherTheSearchPathNorRightsForSums() throws SQLException {
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("create role sums_writer");
      statement.execute("grant insert, select on payment, lesson to sums_writer");
      statement.execute("set role sums_writer");
      statement.execute(
          "create temp table payment_sums (school_id bigint, on_date date, paid numeric, primary key (school_id, on_date))");
      statement.execute("set search_path = ''");
      run(
          connection,
          "insert into public.payment (id, school_id, invoice_id, amount, method, paid_at)"
              + " values (5, 900011, 900402, 4, 'card', now())");
      run(
          connection,
          lesson(900052, 2)
              .replace("nextval('lesson_seq')", "5")
              .replace("into lesson", "into public.lesson"));
      statement.execute("reset role");
      statement.execute("set search_path = public");
      statement.execute("drop table pg_temp.payment_sums");
      assertThat(Sql.text(connection, WRONG)).isEmpty();
      connection.rollback();
    }
  }

  /** The functions have their owner's rights, and run a text that a trigger gives them. */
  @Test
  void functions_areNotForTriggersOfOthers() {
    assertThat(
            sql.text(
                "select string_agg(proname, ' ') from pg_proc p where prosecdef"
                    + " and has_function_privilege('pg_monitor', p.oid, 'execute')"))
        .isNull();
    assertThat(sql.number("select count(*) from pg_proc where prosecdef")).isEqualTo(4);
  }

  /** As the erasure of a pupil does it, who has a note on the same day in another class. */
  @Test
  void sheetWhoseCountsStay_doesNotWaitForOthersOfItsDay() throws SQLException {
    sql.update(
        "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at, version,"
            + " counted_version, present) values (2, 900052, '2026-10-12', 900102, now(), 3, 3, 9)");
    try (Connection taking = sql.connect();
        Connection erasing = sql.connect();
        Statement statement = erasing.createStatement()) {
      taking.setAutoCommit(false);
      run(
          taking,
          "update attendance_sheet set version = version + 1, present = 5,"
              + " counted_version = version + 1 where id = 900201");
      statement.execute("set lock_timeout = '5s'");
      run(
          erasing,
          "update attendance_sheet set counted_version = version + 1,"
              + " version = version + 1 where id = 2");
      taking.commit();
    }
    assertSums();
  }

  @Test
  void rowsFromBefore_areCounted_whenTheSchemaIsMigrated() {
    Databases.Address first = database;
    use(Databases.migrated(DatabaseKind.POSTGRESQL, "24"));
    Databases.dropPostgres(first);
    fixture();
    sql.update("update payment set school_id = null");
    Databases.migrate(database, DatabaseKind.POSTGRESQL);
    assertSums();
    assertThat(figure("open_amount")).isEqualTo("175.50");
    pay(900401, "40");
    assertSums();
  }

  /** As before V11: an amount that is no number stops no start, and its sums come back with it. */
  @Test
  void amountThatIsNone_isInItsOwnSumsAlone_untilItIsMended() throws SQLException {
    Databases.Address first = database;
    use(Databases.migrated(DatabaseKind.POSTGRESQL, "24"));
    Databases.dropPostgres(first);
    fixture();
    sql.update("alter table invoice drop constraint invoice_amount");
    sql.update("update invoice set amount = 'NaN' where id = 900401");
    sql.update(
        "alter table invoice add constraint invoice_amount"
            + " check (amount between -9999999999.99 and 9999999999.99) not valid");
    Databases.migrate(database, DatabaseKind.POSTGRESQL);
    assertThat(sql.text("select sum(charged)::numeric(9, 2) from fee_sums where charged <> 'NaN'"))
        .isEqualTo("115.50");

    sql.update("update invoice set amount = 240 where id = 900401");
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("call count_sums()");
    }
    assertSums();
    assertThat(figure("open_amount")).isEqualTo("175.50");
  }

  @Test
  void rowsThatWereLoadedWithoutTriggers_areCountedByCountSums() throws SQLException {
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("update payment set amount = amount + 1");
      statement.execute("delete from attendance_mark");
      statement.execute("delete from attendance_sheet");
      statement.execute("update invoice set due_on = '2026-12-24'");
      statement.execute("update lesson set weekday = 7");
      assertThat(Sql.text(connection, WRONG)).isNotEmpty();
      statement.execute("set session_replication_role = origin");
      statement.execute("call count_sums()");
    }
    assertSums();
    pay(900402, "1");
    assertSums();
  }
}
