package dev.homeroom.auth;

import dev.homeroom.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as it was read.
 *
 * @param schoolId the school of its person; null for people of the district
 * @param now the database's time
 */
record FoundSession(StoredSession session, @Nullable String schoolId, Instant now) {
  /** Reads the columns of a session, in the order of {@link #of}. */
  static final String SELECT =
      "select s.id, s.person_id, s.sid, s.logged_in_at, s.expires_at, s.cut, s.token, s.replaced,"
          + " p.school_id, clock_timestamp() from login_session s"
          + " left join person p on p.id = s.person_id ";

  static FoundSession of(Row row) throws SQLException {
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
}
