package dev.homeroom.auth;

import dev.homeroom.auth.Revocation.EndedSession;
import dev.homeroom.database.Changes;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.SqlErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The SQL statements on the table of revocations. They run on a connection of the cache's own,
 * which limits each statement to 2 s ({@code server.xml}); {@code setQueryTimeout} would fail a
 * second late, since pgjdbc cancels over another connection.
 */
final class RevocationRows {
  /** Without V10's column school_id, which nothing reads. */
  private static final String INSERT =
      "insert into revocation (digest, person_id, reason, revoked_by, expires_at)"
          + " values (?, ?, ?, ?, ?)";

  private RevocationRows() {}

  /**
   * Inserts a revocation, unless it exists, and ends its session. The caller holds the transaction.
   *
   * @param kind of the database: the connection is not asked, so that on H2 none is taken from the
   *     pool before the turn to write has come
   * @return whether it is new: of several logouts of one session the first one is
   */
  static boolean insert(Connection connection, DatabaseKind kind, Revocation revocation)
      throws SQLException {
    String sql = kind.insertUnlessThere(INSERT);
    boolean isNew = insert(connection, sql, revocation, revocation.digest(), revocation.expires());
    EndedSession session = revocation.session();
    if (session == null) {
      return isNew;
    }
    if (!revocation.isOfSession()) {
      isNew = insert(connection, sql, revocation, session.digest(), session.expires());
    }
    deleteSession(connection, session.sid());
    return isNew;
  }

  private static void deleteSession(Connection connection, String sid) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from login_session where sid = ?")) {
      statement.setString(1, sid);
      statement.executeUpdate();
    }
  }

  private static boolean insert(
      Connection connection, String sql, Revocation revocation, String digest, Instant expires)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, digest);
      statement.setString(2, revocation.personId());
      statement.setString(3, revocation.event().action().text());
      statement.setString(4, revocation.revokedBy());
      statement.setObject(5, expires.atOffset(ZoneOffset.UTC));
      return statement.executeUpdate() == 1;
    } catch (SQLException e) {
      if (!SqlErrors.isUniqueViolation(e)) {
        throw e;
      }
      return false;
    }
  }

  /** Adds the revocations of tokens that expire later than {@code after} to a set. */
  static void read(Connection connection, Changes changes, Instant after, RevocationSet into)
      throws SQLException {
    String sql =
        "select digest, expires_at from revocation where expires_at > ? and " + changes.condition();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, after.atOffset(ZoneOffset.UTC));
      changes.bind(statement, 2);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          into.add(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
        }
      }
    }
  }

  /** Deletes the rows of tokens that expired before a moment. */
  static void deleteExpired(Connection connection, Instant before) throws SQLException {
    delete(connection, "delete from revocation where expires_at < ?", before);
  }

  /** Deletes the rows of sessions that expired before a moment. */
  static void deleteExpiredSessions(Connection connection, Instant before) throws SQLException {
    delete(connection, "delete from login_session where expires_at < ?", before);
  }

  private static void delete(Connection connection, String sql, Instant before)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
