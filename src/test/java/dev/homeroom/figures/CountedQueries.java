package dev.homeroom.figures;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keeps the statements that are asked, with their parameters; those of several threads too. */
public final class CountedQueries extends Queries {
  final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

  /** One statement. */
  record Asked(String sql, List<@Nullable Object> parameters) {}

  public CountedQueries(DataSource dataSource) {
    super(dataSource);
  }

  /** Returns the number of statements that the work asks; it must ask at least one. */
  public int during(Runnable work) {
    asked.clear();
    work.run();
    if (asked.isEmpty()) {
      throw new AssertionError("the work asked nothing");
    }
    return asked.size();
  }

  @Override
  public <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... parameters) {
    // Not List.of: parameters may be null.
    asked.add(new Asked(sql, new ArrayList<>(Arrays.asList(parameters))));
    return super.list(sql, reader, parameters);
  }

  @Override
  public int update(String sql, @Nullable Object... parameters) {
    asked.add(new Asked(sql, new ArrayList<>(Arrays.asList(parameters))));
    return super.update(sql, parameters);
  }

  @Override
  public void batch(String sql, List<? extends List<? extends @Nullable Object>> parameters) {
    asked.add(new Asked(sql, List.of()));
    super.batch(sql, parameters);
  }
}
