package dev.homeroom.auth;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.database.Changes;
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
 * Takes tokens back, and knows all that are: the complete set, read by the poller every 500 ms.
 * Fails closed: before the first poll nothing is known.
 *
 * <p>If Redis is down: nothing changes but that other programs are not told; no request asks Redis
 * about a token.
 */
@ApplicationScoped
class Revocations implements PolledTable {
  private static final System.Logger LOGGER = System.getLogger(Revocations.class.getName());
  private static final Duration PURGE_EVERY = Duration.ofHours(1);
  private static final Duration KEEP_ROWS = Duration.ofDays(1);

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  @Inject RevocationPublisher publisher;
  @Inject @Nullable KnownGenerations generations;

  private final Clock clock = Clock.systemUTC();
  private final RevocationSet set = new RevocationSet(clock, System::nanoTime);
  private final PendingRevocations pending = new PendingRevocations();
  private Instant purged = clock.instant();

  RevocationSet set() {
    return set;
  }

  @Override
  public void read(Connection connection, Changes changes) throws SQLException {
    long began = System.nanoTime();
    // The first poll is of the whole table, whatever the poller has read before.
    boolean isFirst = !set.isLoaded();
    RevocationRows.read(connection, isFirst ? Changes.WHOLE : changes, set.oldestExpiry(), set);
    set.readAt(began);
    if (isFirst) {
      publisher.keepTelling(() -> set.live().filter(live -> !pending.contains(live.digest())));
    }
  }

  /**
   * Takes a token back: returns once that is committed, from when on every instance follows it. A
   * token that was taken back already costs nothing.
   *
   * @throws ProblemException if the commit failed or its outcome is unknown: OVERLOADED if a lock,
   *     the pool or the statement took too long, else DATABASE_AWAY. This instance refuses the
   *     token all the same, and keeps trying to commit until it expires
   */
  void revoke(Revocation revocation) {
    String digest = revocation.digest();
    if (set.contains(digest) && !pending.contains(digest)) {
      return;
    }
    try (Connection connection = connection()) {
      RevocationRows.insert(connection, revocation);
      set.add(digest, revocation.expires());
      pending.committed(digest);
      publisher.tell(revocation);
    } catch (SQLException e) {
      pending.add(revocation);
      set.add(digest, revocation.expires());
      LOGGER.log(System.Logger.Level.DEBUG, "A logout waits for its commit", e);
      throw new ProblemException(code(e), "The logout is not yet known everywhere; try again.");
    }
  }

  /** Whatever is no matter of waiting is told as a database that cannot be reached. */
  private static ErrorCode code(SQLException failure) {
    return Failures.problem(failure).code() == ErrorCode.OVERLOADED
        ? ErrorCode.OVERLOADED
        : ErrorCode.DATABASE_AWAY;
  }

  /** Nobody waits for a database that is known to be away: the revocation is committed later. */
  private Connection connection() throws SQLException {
    KnownGenerations known = generations;
    if (known != null && known.databaseAway()) {
      throw new SQLTransientConnectionException("the database is known to be away", "08001");
    }
    return dataSource.getConnection();
  }

  /** Tries to commit what waits for it, unless the database is known to be away. */
  void commitPending() {
    if (pending.isEmpty()) {
      return;
    }
    try (Connection connection = connection()) {
      pending.commit(connection, clock.instant(), publisher::tell);
    } catch (SQLException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Logouts still wait for their commit", e);
    }
  }

  /** Deletes, once an hour, expired rows: they say nothing any more; a day covers every clock. */
  void purge() {
    Instant now = clock.instant();
    if (now.isBefore(purged.plus(PURGE_EVERY))) {
      return;
    }
    purged = now;
    try (Connection connection = connection()) {
      RevocationRows.deleteExpired(connection, now.minus(KEEP_ROWS));
    } catch (SQLException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Expired revocations stay for another hour", e);
    }
  }
}
