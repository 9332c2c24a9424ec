package dev.homeroom.database;

import dev.homeroom.cache.Tag;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads committed generations from the database, for the cut-offs of a new token. */
public class GenerationRows {
  private final DataSource dataSource;
  private final GenerationTable table;

  GenerationRows(DataSource dataSource, GenerationTable table) {
    this.dataSource = dataSource;
    this.table = table;
  }

  /**
   * Reads the generations of tags, 0 for those without a row.
   *
   * @throws GenerationsNotReadException if the database does not answer
   */
  public Map<String, Long> read(Collection<Tag> tags) {
    try (Connection connection = dataSource.getConnection()) {
      return table.of(connection, tags.stream().map(Tag::name).collect(Collectors.toSet()));
    } catch (SQLException e) {
      throw new GenerationsNotReadException(e);
    }
  }
}
