package dev.homeroom.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Selects the rows of a polled table that a poll reads: those committed since the last poll,
 * however long their transactions took, or all. A polled table has the columns and the trigger of
 * {@code generation} that say when a row changed; on H2 its updates set {@code changed_at =
 * default}.
 */
public final class Changes {
  /** All rows. */
  public static final Changes WHOLE = new Changes("true", null);

  private final String condition;
  private final @Nullable String position;

  private Changes(String condition, @Nullable String position) {
    this.condition = condition;
    this.position = position;
  }

  /** Selects the rows that were committed after a position. */
  static Changes since(DatabaseKind kind, PollPosition position) {
    return new Changes(kind.changedSql(), position.text());
  }

  /** Returns whether all rows are selected. */
  public boolean isWhole() {
    return position == null;
  }

  /** Returns the SQL condition, which must be the last of its {@code where}. */
  public String condition() {
    return condition;
  }

  /**
   * Sets the condition's parameters.
   *
   * @param first the number of its first one in the statement, from 1
   * @return the number of the one behind its last
   */
  public int bind(PreparedStatement statement, int first) throws SQLException {
    int place = first;
    for (int at = condition.indexOf('?'); at >= 0; at = condition.indexOf('?', at + 1)) {
      statement.setString(place++, position);
    }
    return place;
  }
}
