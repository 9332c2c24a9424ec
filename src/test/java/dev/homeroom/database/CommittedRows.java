package dev.homeroom.database;

import javax.sql.DataSource;

/** Generations as a login reads them, without a container. */
public final class CommittedRows {
  private CommittedRows() {}

  /** Returns those of a database. */
  public static GenerationRows of(DataSource dataSource, DatabaseKind kind) {
    return new GenerationRows(dataSource, new GenerationTable(kind));
  }
}
