package dev.homeroom.figures;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps the queries that are asked, with their parameters. */
final class CountedQueries extends Queries {
  final List<Asked> asked = new ArrayList<>();

  /** One query. */
  record Asked(String sql, List<@Nullable Object> parameters) {}

  CountedQueries(DataSource dataSource) {
    super(dataSource);
  }

  @Override
  public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters) {
    // Not List.of: parameters may be null.
    asked.add(new Asked(sql, new ArrayList<>(java.util.Arrays.asList(parameters))));
    return super.list(sql, reader, parameters);
  }
}
