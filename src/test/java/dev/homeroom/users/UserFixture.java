package dev.homeroom.users;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RightsLowered;
import dev.homeroom.access.RoleName;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.cache.CacheService;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.roles.Permissions;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.RecordedTags;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Writes of people on a database with the school of {@code one-class.sql}, in transactions. */
final class UserFixture implements AutoCloseable {
  static final String SCHOOL = "900011";
  static final String OTHER_SCHOOL = "900012";
  static final String SOFIA = "900100";
  static final String HEDWIG = "900101";
  static final String TOM = "900102";
  static final String ANN = "900103";
  static final String CY = "900105";
  static final String PAUL = "900106";

  /** All rows that a write of people may change. */
  private static final List<String> TABLES =
      List.of(
          "person",
          "account",
          "person_role",
          "parent_child",
          "enrolment",
          "class_teacher",
          "attendance_mark");

  final List<String> replaced = Collections.synchronizedList(new ArrayList<>());
  final List<String> lowered = Collections.synchronizedList(new ArrayList<>());
  final List<String> reset = Collections.synchronizedList(new ArrayList<>());
  final Queries queries;
  final TestBeans beans;
  private final DatabaseKind kind;
  private final HikariDataSource pool;
  private final TestTransactions transactions;

  UserFixture(DatabaseKind kind) {
    this.kind = kind;
    pool = Databases.migrated(kind).pool(6);
    TestDatabase.run(pool, "/fixture/one-class.sql");
    queries = new Queries(pool);
    queries.update(
        "insert into school (id, district_id, name, time_zone, currency, plan, seats,"
            + " subscribed_until) select 900012, district_id, 'Other School', time_zone, currency,"
            + " plan, seats, subscribed_until from school");
    transactions = new TestTransactions(pool, StoredPerson.class, StoredAccount.class);
    beans =
        new TestBeans(
                transactions, Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC))
            .with(CacheService.class, RecordedTags.cache(tag -> replaced.add(tag.name())))
            .with(PasswordLocks.class, reset::add)
            .with(Event.class, events());
  }

  /** Runs a write in a transaction, and forgets what others told. */
  <T> T write(Supplier<T> work) {
    replaced.clear();
    lowered.clear();
    return transactions.run(work);
  }

  void write(Runnable work) {
    write(
        () -> {
          work.run();
          return true;
        });
  }

  /** Returns the refusal of a write, which must leave every row and every tag as it is. */
  ProblemException refusal(Supplier<?> work) {
    List<String> before = rows();
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> write(work));
    if (refused == null || !rows().equals(before) || !replaced.isEmpty() || !lowered.isEmpty()) {
      throw new AssertionError("not refused, or it has written: " + replaced + lowered);
    }
    return refused;
  }

  ErrorCode code(Supplier<?> work) {
    return refusal(work).code();
  }

  ErrorCode code(Runnable work) {
    return code(
        () -> {
          work.run();
          return true;
        });
  }

  String field(Supplier<?> work) {
    ProblemException refused = refusal(work);
    return refused.errors().get(0).field() + " " + refused.errors().get(0).rule();
  }

  private List<String> rows() {
    return TABLES.stream()
        .flatMap(
            table ->
                Stream.concat(
                    Stream.of(table),
                    queries
                        .list("select " + columns(table) + " from " + table, row -> row.text(1))
                        .stream()
                        .sorted()))
        .toList();
  }

  /** Returns a table's columns, which differ in number, as one text. */
  private String columns(String table) {
    List<String> names =
        queries.list(
            "select column_name from information_schema.columns where lower(table_name) = ?"
                + " and lower(table_schema) = "
                + (kind == DatabaseKind.MARIADB ? "database()" : "'public'")
                + " order by ordinal_position",
            row -> "%1$s, case when %1$s is null then '-' end".formatted(row.text(1)),
            table);
    return "concat_ws('|', " + String.join(", ", names) + ")";
  }

  Set<String> replacedNames() {
    return new TreeSet<>(replaced);
  }

  String text(String sql, Object... parameters) {
    return String.valueOf(
        queries.find(sql, row -> String.valueOf(row.textOrNull(1)), parameters).orElse("no row"));
  }

  Actor superAdmin() {
    return caller(SOFIA, null, RoleName.SUPER_ADMIN);
  }

  Actor head() {
    return caller(HEDWIG, SCHOOL, RoleName.SCHOOL_ADMIN);
  }

  Actor caller(String id, String school, String... roles) {
    Set<String> all = Set.of(roles);
    Permissions.Granted granted = beans.get(Permissions.class).of(all);
    return AuditInstance.actor(
        new AccessRecord(
            id,
            "P",
            school,
            all,
            granted.all(),
            true,
            "900031",
            Set.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            granted.schoolWide()));
  }

  static UserInput input(String name, String school, String username, String... roles) {
    return new UserInput(name, List.of(roles), school, username, null, null, null, null, null);
  }

  @Override
  public void close() {
    transactions.close();
    pool.close();
  }

  @SuppressWarnings("unchecked")
  private Event<RightsLowered> events() {
    return (Event<RightsLowered>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> {
              lowered.add(((RightsLowered) arguments[0]).personId());
              return null;
            });
  }
}
