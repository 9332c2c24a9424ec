package dev.homeroom.cache;

import java.util.List;

/**
 * Whose a key is: the district's, one school's, or a command caller's. Two schools never share a
 * key.
 *
 * @param kind {@code d}, {@code s} or {@code c}
 * @param id of the school, percent-encoded; empty for the others
 */
public record Scope(char kind, String id) {
  /** Things of the district: roles, the super administrator's figures. */
  public static final Scope DISTRICT = new Scope('d', "");

  /** Keys of the Redis-shaped commands. */
  public static final Scope COMMANDS = new Scope('c', "");

  private static final char SCHOOL = 's';

  /** Returns the scope of one school. */
  public static Scope school(String schoolId) {
    return new Scope(SCHOOL, Text.encoded(schoolId));
  }

  /** Returns {@code d}, {@code c}, or {@code s} and the school's id: how each key begins. */
  public String text() {
    return kind + id;
  }

  /**
   * Returns what every entry of the scope carries: a school's entries carry {@code school:{id}}, so
   * that a school can be emptied.
   */
  public List<Tag> tags() {
    return kind == SCHOOL ? List.of(new Tag("school:" + id)) : List.of();
  }
}
