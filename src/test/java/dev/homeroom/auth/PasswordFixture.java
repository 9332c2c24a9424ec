package dev.homeroom.auth;

import com.zaxxer.hikari.HikariDataSource;
import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RightsLowered;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.database.CommittedRows;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.GenerationRows;
import dev.homeroom.http.CallerPresence;
import dev.homeroom.roles.Permissions;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.KeptMetrics;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.RecordedTags;
import dev.homeroom.testkit.TestRecords;
import dev.homeroom.time.Ticker;
import dev.homeroom.users.Account;
import dev.homeroom.users.PasswordLocks;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Passwords and one-time codes on a database with the school of {@code one-class.sql}: the beans of
 * a server, with transactions where it has them, and cut-offs that are really raised.
 */
final class PasswordFixture implements AutoCloseable {
  static final String SCHOOL = "900011";
  static final String SOFIA = "900100";
  static final String ANN = "900103";
  static final String PASSWORD = "seven geese cross the canal";
  static final Duration LIFETIME = Duration.ofDays(7);

  final ManualTime time = ManualTime.standing();
  final Queries queries;
  final TestBeans beans;
  final HikariDataSource pool;
  private final TestTransactions transactions;

  /** Writes of passwords in transactions, as the container's interceptor makes them. */
  private final class TransactedWrites extends PasswordWrites {
    @Override
    public boolean replace(Account before, String hash, AuditEvent event) {
      return write(() -> super.replace(before, hash, event));
    }

    @Override
    public boolean redeem(String personId, String digest, String hash, AuditEvent event) {
      return write(() -> super.redeem(personId, digest, hash, event));
    }
  }

  /** Sessions that begin in a transaction. */
  private final class TransactedSessions extends Sessions {
    @Override
    public void insert(StoredSession session, AuditEvent event) {
      write(
          () -> {
            super.insert(session, event);
            return true;
          });
    }
  }

  /** Locks that are noted in a transaction. */
  private final class TransactedFailures extends LoginFailures {
    @Override
    boolean lock(LoginTry attempt, AuditEvent event) {
      return write(() -> super.lock(attempt, event));
    }
  }

  PasswordFixture(DatabaseKind kind) {
    pool = Databases.migrated(kind).pool(6);
    TestDatabase.run(pool, "/fixture/one-class.sql");
    transactions = new TestTransactions(pool, entity("StoredPerson"), entity("StoredAccount"));
    queries = new Queries(pool);
    PasswordWrites writes = new TransactedWrites();
    beans =
        new TestBeans(transactions, time)
            .with(Ticker.class, time)
            .with(AuthConfig.class, Tokens.CONFIG)
            .with(InviteConfig.class, new InviteConfig(LIFETIME, null))
            .with(SigningKeys.class, keys())
            .with(GenerationRows.class, CommittedRows.of(pool, kind))
            .with(PasswordWrites.class, writes);
    beans.with(LoginLimits.class, LoginLimits.SHIPPED);
    AuditLog audit = beans.get(AuditLog.class);
    Sessions sessions = beans.with(Sessions.class, new TransactedSessions()).get(Sessions.class);
    sessions.queries = beans.get(Queries.class);
    sessions.audit = audit;
    LoginFailures failures = new TransactedFailures();
    failures.queries = beans.get(Queries.class);
    failures.limits = LoginLimits.SHIPPED;
    failures.audit = audit;
    beans.with(LoginFailures.class, failures);
    RefusedLogins refused = new RefusedLogins();
    refused.registry = new KeptMetrics().registry();
    beans.with(RefusedLogins.class, refused);
    beans.with(PasswordLocks.class, beans.get(LoginThrottle.class));
    Queries inside = beans.get(Queries.class);
    beans.with(
        FailedLogins.class,
        new FailedLogins(beans.get(LoginStatistics.class), failures, time, audit));
    CacheService cache = RecordedTags.cache(tag -> raise(inside, tag));
    beans.with(CacheService.class, cache);
    writes.accounts = beans.get(dev.homeroom.users.Accounts.class);
    writes.codes = beans.get(OneTimeCodes.class);
    writes.cutOffs = beans.get(CutOffRaising.class);
    writes.locks = beans.get(LoginThrottle.class);
    writes.audit = audit;
    queries.update("update account set password_hash = null where person_id = 900103");
  }

  private static Class<?> entity(String name) {
    try {
      return Class.forName("dev.homeroom.users." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SigningKeys keys() {
    return new SigningKeys() {
      @Override
      public SigningKey signing() {
        return Tokens.KEYS.signing();
      }
    };
  }

  private static void raise(Queries queries, Tag tag) {
    if (queries.update(
            "update generation set generation = generation + 3, changed_at = current_timestamp"
                + " where tag = ?",
            tag.name())
        == 0) {
      queries.update("insert into generation (tag, generation) values (?, 5)", tag.name());
    }
  }

  /** Returns connections that commit each statement. */
  DataSource dataSource() {
    return pool;
  }

  /** Runs work in a transaction. */
  <T> T write(Supplier<T> work) {
    return transactions.run(work);
  }

  /** Gives a person a code in the name of a super administrator, and returns it. */
  String invite(String personId) {
    Invites invites = beans.get(Invites.class);
    return write(() -> invites.invite(AuditInstance.actor(superAdmin()), personId)).code();
  }

  TokenView redeem(String username, String code, String password) {
    return beans
        .get(Redemption.class)
        .redeem(
            new RedeemBody(username, code, password, null),
            CallerPresence.ASSUMED,
            SessionServer.HERE);
  }

  TokenView change(String personId, String current, String next) {
    return beans
        .get(PasswordChange.class)
        .change(person(personId), new PasswordBody(current, next), CallerPresence.ASSUMED);
  }

  /** Returns a person as the actor of a request. */
  static Actor person(String id) {
    return AuditInstance.actor(
        TestRecords.of(
            id, "P", null, Set.of(), Set.of(), true, null, Set.of(), Set.of(), Set.of()));
  }

  TokenView login(String username, String password) {
    return beans
        .get(Login.class)
        .login(username, password, CallerPresence.ASSUMED, SessionServer.HERE);
  }

  /** Tells of lower rights, in a transaction. */
  void lower(String personId) {
    write(
        () -> {
          beans.get(OneTimeCodes.class).endIfInactive(new RightsLowered(personId, "test"));
          return true;
        });
  }

  /** Returns whether a token's cut-offs are the present ones. */
  boolean isCurrent(TokenView token) {
    try {
      return new TokenReader(Tokens.CONFIG, Tokens.KEYS)
          .read(token.accessToken()).cut().entrySet().stream()
              .allMatch(cut -> cut.getValue() == generation(cut.getKey()));
    } catch (TokenRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long generation(String tag) {
    return queries
        .find(
            "select generation from generation where tag = ?", row -> Long.valueOf(row.id(1)), tag)
        .orElse(0L);
  }

  long codes() {
    return Long.parseLong(
        queries.find("select count(*) from one_time_code", row -> row.id(1)).orElseThrow());
  }

  String hashOf(String personId) {
    return queries
        .find(
            "select coalesce(password_hash, 'none') from account where person_id = ?",
            row -> row.text(1),
            Long.valueOf(personId))
        .orElseThrow();
  }

  AccessRecord superAdmin() {
    return caller(null, "SUPER_ADMIN");
  }

  AccessRecord caller(String school, String... roles) {
    Set<String> all = Set.of(roles);
    Permissions.Granted granted = beans.get(Permissions.class).of(all);
    return new AccessRecord(
        "1",
        "P",
        school,
        all,
        granted.all(),
        true,
        null,
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        granted.schoolWide());
  }

  @Override
  public void close() {
    transactions.close();
    pool.close();
  }
}
