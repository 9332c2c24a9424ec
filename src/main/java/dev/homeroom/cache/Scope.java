package dev.homeroom.cache;

import java.util.List;

/**
 * The owner of a key: the district, one school, or the callers of commands. Two schools never share
 * a key.
 *
 * @param kind {@code d}, {@code s} or {@code c}
 * @param id of the school, percent-encoded; empty for the others
 */
public record Scope(char kind, String id) {
  /** The district: roles, the super administrator's figures. */
  public static final Scope DISTRICT = new Scope('d', "");

  /** The keys of the Redis-shaped commands. */
  public static final Scope COMMANDS = new Scope('c', "");

  private static final char SCHOOL = 's';

  /** Returns the scope of one school. */
  public static Scope school(String schoolId) {
    return new Scope(SCHOOL, Text.encoded(schoolId));
  }

  /** Returns the beginning of its keys: {@code d}, {@code c}, or {@code s} and the school's id. */
  public String text() {
    return kind + id;
  }

  /**
   * Returns the tags of all its entries: {@code school:{id}} for a school, so that all of a
   * school's entries can be voided.
   */
  public List<Tag> tags() {
    return kind == SCHOOL ? List.of(new Tag("school:" + id)) : List.of();
  }
}
