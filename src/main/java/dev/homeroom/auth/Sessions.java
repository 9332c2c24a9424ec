package dev.homeroom.auth;

import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes sessions in the database, without a cache. If Redis is down: nothing changes.
 */
@ApplicationScoped
class Sessions {
  /** The most sessions of one person; a further login ends the one that would end first. */
  static final int MAX_OF_PERSON = 100;

  @Inject Queries queries;
  @Inject AuditLog audit;

  /**
   * Returns a session; empty if there is none, as after a logout.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<FoundSession> find(String id) {
    return queries.find(FoundSession.SELECT + "where s.id = ?", FoundSession::of, id);
  }

  /**
   * Returns the session of the access tokens with a claim {@code sid}; empty if there is none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<FoundSession> findBySid(String sid) {
    return queries.find(FoundSession.SELECT + "where s.sid = ?", FoundSession::of, sid);
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
    // After the first write: a transaction on H2 waits for its turn without a connection. Not in
    // one
    // statement: on MariaDB it would wait for rows of others, and two logins for each other.
    List<String> surplus =
        queries.list(
            "select id from login_session where person_id = ? and id <> ?"
                + " order by expires_at desc, id offset ? rows fetch first 1000 rows only",
            row -> row.text(1),
            person,
            session.id(),
            MAX_OF_PERSON - 1);
    surplus.forEach(this::delete);
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
