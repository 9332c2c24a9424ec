package dev.homeroom.auth;

import dev.homeroom.audit.AuditLog;
import dev.homeroom.auth.Revocation.EndedSession;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.database.Changes;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.PolledTable;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.Failures;
import dev.homeroom.http.ProblemException;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Revokes tokens, and holds the complete set of revocations, which the poller reads every 500 ms.
 * Fails closed: before the first poll nothing is known.
 *
 * <p>If Redis is down: only the publication to other programs stops.
 */
@ApplicationScoped
class Revocations implements PolledTable {
  private static final System.Logger LOGGER = System.getLogger(Revocations.class.getName());
  private static final Duration PURGE_EVERY = Duration.ofHours(1);
  private static final Duration KEEP_ROWS = Duration.ofDays(1);

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  @Inject RevocationPublisher publisher;
  @Inject AuditLog audit;
  @Inject @Nullable KnownGenerations generations;

  private final Clock clock = Clock.systemUTC();
  private final RevocationSet set = new RevocationSet(clock, System::nanoTime);
  private final PendingRevocations pending = new PendingRevocations();
  private Instant purged = clock.instant();

  /** Known from the first poll on, before anything is served. */
  private volatile @Nullable DatabaseKind kind;

  RevocationSet set() {
    return set;
  }

  @Override
  public void read(Connection connection, Changes changes) throws SQLException {
    long began = System.nanoTime();
    boolean isFirst = !set.isLoaded();
    RevocationRows.read(connection, isFirst ? Changes.WHOLE : changes, set.oldestExpiry(), set);
    set.readAt(began);
    if (isFirst) {
      kind = DatabaseKind.of(connection);
      publisher.keepTelling(() -> set.live().filter(live -> !pending.contains(live.digest())));
    }
  }

  /**
   * Revokes a token. Returns once the revocation is committed with its record in the audit log;
   * every instance sees it with its next poll. Does nothing for a token that was revoked already.
   *
   * @throws ProblemException if the commit failed or its outcome is unknown: OVERLOADED if a lock,
   *     the pool or the statement took too long, else DATABASE_AWAY. This instance refuses the
   *     token all the same, and keeps trying to commit until it expires
   */
  void revoke(Revocation revocation) {
    String digest = revocation.digest();
    EndedSession session = revocation.session();
    boolean isKnown = set.contains(digest) && (session == null || set.contains(session.digest()));
    if (isKnown && !pending.contains(digest)) {
      return;
    }
    try {
      audit.beginChain();
      try (Connection connection = connection()) {
        commit(connection, revocation);
      }
    } catch (SQLException e) {
      pending.add(revocation);
      refuse(revocation);
      LOGGER.log(System.Logger.Level.DEBUG, "A logout was not committed", e);
      throw new ProblemException(code(e), "The logout is not yet known everywhere; try again.");
    }
  }

  /** Commits a revocation with its record: both or neither. One that exists has its record. */
  private void commit(Connection connection, Revocation revocation) throws SQLException {
    boolean committed = false;
    DatabaseKind known = kind;
    connection.setAutoCommit(false);
    try {
      DatabaseKind product = known == null ? DatabaseKind.of(connection) : known;
      if (RevocationRows.insert(connection, product, revocation)) {
        audit.record(connection, revocation.event());
      }
      connection.commit();
      committed = true;
    } finally {
      if (!committed) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
    refuse(revocation);
    pending.committed(revocation.digest());
    publisher.tell(revocation);
  }

  private void refuse(Revocation revocation) {
    set.add(revocation.digest(), revocation.expires());
    EndedSession session = revocation.session();
    if (session != null) {
      set.add(session.digest(), session.expires());
    }
  }

  /** Returns OVERLOADED for failures of waiting, DATABASE_AWAY for all others. */
  private static ErrorCode code(SQLException failure) {
    return Failures.problem(failure).code() == ErrorCode.OVERLOADED
        ? ErrorCode.OVERLOADED
        : ErrorCode.DATABASE_AWAY;
  }

  /** Returns a connection; fails at once while the database is known to be away. */
  private Connection connection() throws SQLException {
    KnownGenerations known = generations;
    if (known != null && known.databaseAway()) {
      throw new SQLTransientConnectionException("the database is known to be away", "08001");
    }
    return dataSource.getConnection();
  }

  /** Tries to commit the pending revocations, unless the database is known to be away. */
  void commitPending() {
    if (pending.isEmpty()) {
      return;
    }
    try {
      audit.beginChain();
      try (Connection connection = connection()) {
        pending.commit(clock.instant(), revocation -> commit(connection, revocation));
      }
    } catch (SQLException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Pending logouts: no database connection", e);
    }
  }

  /** Deletes revocations and sessions that expired more than a day ago, once an hour. */
  void purge() {
    Instant now = clock.instant();
    if (now.isBefore(purged.plus(PURGE_EVERY))) {
      return;
    }
    purged = now;
    try (Connection connection = connection()) {
      RevocationRows.deleteExpired(connection, now.minus(KEEP_ROWS));
      RevocationRows.deleteExpiredSessions(connection, now.minus(KEEP_ROWS));
    } catch (SQLException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Expired revocations or sessions were not deleted", e);
    }
  }
}
