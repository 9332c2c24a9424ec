package dev.homeroom.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * The few words of a query that MariaDB has otherwise: ids of a sequence are asked for by its bare
 * name, the statement's clock has another one, nulls are always the least, and times have no
 * offset.
 */
public final class MariaDbWords {
  private static final String PRODUCT = "MariaDB";
  private static final Pattern NEXT_ID = Pattern.compile("nextval\\('(\\w+)'\\)");

  /** A column, a function of columns, or a case. */
  private static final Pattern NULLS_LAST =
      Pattern.compile(
          "(\\bcase (?:(?!\\bend\\b).)*end|[\\w.]+(?:\\([^()]*\\))?)( desc)? nulls last");

  /** Its times have no offset: they are UTC. */
  private static final Pattern MOMENT = Pattern.compile("timestamp with time zone '([^']+)\\+00'");

  private MariaDbWords() {}

  /** Returns the query as the connection's product wants it. */
  public static String of(String sql, Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals(PRODUCT) ? of(sql) : sql;
  }

  /** Returns a query of H2 and PostgreSQL as MariaDB wants it. */
  static String of(String sql) {
    String named = NEXT_ID.matcher(sql).replaceAll("nextval($1)");
    String sorted = NULLS_LAST.matcher(named).replaceAll("$1 is null, $1$2");
    return MOMENT
        .matcher(sorted)
        .replaceAll("timestamp '$1'")
        .replace(" nulls first", "")
        .replace("clock_timestamp()", "utc_timestamp(6)");
  }
}
