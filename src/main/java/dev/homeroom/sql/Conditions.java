package dev.homeroom.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a statement that all have to hold, and the parameters of each, in order. */
public final class Conditions {
  private final List<String> conditions = new ArrayList<>();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /**
   * Adds a condition.
   *
   * @param condition SQL, never a caller's text
   * @param values one for each question mark in it
   */
  public Conditions add(String condition, Object... values) {
    conditions.add(condition);
    parameters.addAll(List.of(values));
    return this;
  }

  /** Returns the clause; empty without conditions. */
  public String where() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  /** Returns parameters that stand before the clause, then those of the clause. */
  public @Nullable Object[] parameters(Object... before) {
    List<@Nullable Object> all = new ArrayList<>(List.of(before));
    all.addAll(parameters);
    return all.toArray();
  }
}
