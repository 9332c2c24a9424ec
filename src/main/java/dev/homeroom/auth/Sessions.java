package dev.homeroom.auth;

import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes sessions in the database, without a cache. If Redis is down: nothing changes.
 */
@ApplicationScoped
class Sessions {
  /** The most sessions of one person; a further login ends the one that would end first. */
  static final int MAX_OF_PERSON = 100;

  private static final String SELECT =
      "select s.id, s.person_id, s.sid, s.logged_in_at, s.expires_at, s.cut, s.token, s.replaced,"
          + " p.school_id, clock_timestamp() from login_session s"
          + " left join person p on p.id = s.person_id ";

  @Inject Queries queries;
  @Inject AuditLog audit;

  /**
   * A session as it was read.
   *
   * @param schoolId the school of its person; null for people of the district
   * @param now the database's time
   */
  record FoundSession(StoredSession session, @Nullable String schoolId, Instant now) {}

  /**
   * Returns a session; empty if there is none, as after a logout.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<FoundSession> find(String id) {
    return queries.find(SELECT + "where s.id = ?", Sessions::session, id);
  }

  /**
   * Returns the session of the access tokens with a claim {@code sid}; empty if there is none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<FoundSession> findBySid(String sid) {
    return queries.find(SELECT + "where s.sid = ?", Sessions::session, sid);
  }

  private static FoundSession session(Row row) throws SQLException {
    StoredSession session =
        new StoredSession(
            row.text(1),
            row.id(2),
            row.text(3),
            row.instant(4),
            row.instant(5),
            StoredCut.parse(row.text(6)),
            row.text(7),
            ReplacedTokens.parse(row.text(8)));
    return new FoundSession(session, row.idOrNull(9), row.instant(10));
  }

  /**
   * Stores a new session.
   *
   * @param event its record, in the same transaction
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public void insert(StoredSession session, AuditEvent event) {
    long person = Id.orNone(session.personId());
    queries.update(
        "insert into login_session"
            + " (id, person_id, sid, logged_in_at, expires_at, cut, token, replaced)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        session.id(),
        person,
        session.sid(),
        session.loggedIn(),
        session.expires(),
        session.cut().stored(),
        session.token(),
        session.replaced().stored());
    // After the first write: a transaction on H2 waits for its turn without a connection.
    queries.update(
        "delete from login_session where id in (select id from login_session"
            + " where person_id = ? and id <> ? order by expires_at desc, id offset ?)",
        person,
        session.id(),
        MAX_OF_PERSON - 1);
    audit.record(event);
  }

  /**
   * Stores a session in place of what was read, unless its token was replaced meanwhile.
   *
   * @return whether it was stored
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public boolean replace(StoredSession before, StoredSession after) {
    return queries.update(
            "update login_session set expires_at = ?, cut = ?, token = ?, replaced = ?"
                + " where id = ? and token = ?",
            after.expires(),
            after.cut().stored(),
            after.token(),
            after.replaced().stored(),
            before.id(),
            before.token())
        == 1;
  }

  /**
   * Ends a session; does nothing if there is none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public void delete(String id) {
    queries.update("delete from login_session where id = ?", id);
  }
}
