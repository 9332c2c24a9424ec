package dev.homeroom.sql;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The current row of a query; valid only inside its {@link Reader}. Columns count from 1. Methods
 * without {@code OrNull} in their names throw {@link NullPointerException} on a null.
 */
public final class Row {
  private final ResultSet results;

  Row(ResultSet results) {
    this.results = results;
  }

  /**
   * Makes a value of a row.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface Reader<T> {
    /** Returns the value, never null. */
    T read(Row row) throws SQLException;
  }

  /** Returns an id as text. */
  public String id(int column) throws SQLException {
    return Objects.requireNonNull(idOrNull(column));
  }

  /** Returns an id as text, or null. */
  public @Nullable String idOrNull(int column) throws SQLException {
    long number = results.getLong(column);
    return results.wasNull() ? null : Long.toString(number);
  }

  /** Returns a text. */
  public String text(int column) throws SQLException {
    return Objects.requireNonNull(results.getString(column));
  }

  /** Returns a text, or null. */
  public @Nullable String textOrNull(int column) throws SQLException {
    return results.getString(column);
  }

  /** Returns a whole number. */
  public int integer(int column) throws SQLException {
    return required(column, results.getInt(column));
  }

  /** Returns a number for sums and averages; not for money. */
  public double number(int column) throws SQLException {
    return required(column, results.getDouble(column));
  }

  /** Returns a truth value. */
  public boolean bool(int column) throws SQLException {
    return required(column, results.getBoolean(column));
  }

  /** Returns an exact number. */
  public BigDecimal decimal(int column) throws SQLException {
    return Objects.requireNonNull(results.getBigDecimal(column));
  }

  /** Returns a date. */
  public LocalDate date(int column) throws SQLException {
    return Objects.requireNonNull(results.getObject(column, LocalDate.class));
  }

  /** Returns a date, or null. */
  public @Nullable LocalDate dateOrNull(int column) throws SQLException {
    return results.getObject(column, LocalDate.class);
  }

  /** Returns a time of day. */
  public LocalTime time(int column) throws SQLException {
    return Objects.requireNonNull(results.getObject(column, LocalTime.class));
  }

  /** Returns a moment. */
  public Instant instant(int column) throws SQLException {
    return Objects.requireNonNull(instantOrNull(column));
  }

  /** Returns a moment, or null. */
  public @Nullable Instant instantOrNull(int column) throws SQLException {
    OffsetDateTime time = results.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** Throws on a null, which JDBC reads as zero. */
  private <T> T required(int column, T value) throws SQLException {
    if (results.wasNull()) {
      throw new NullPointerException("column " + column + " is null");
    }
    return value;
  }
}
