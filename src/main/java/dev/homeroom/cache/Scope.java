package dev.homeroom.cache;

import java.util.List;

/**
 * Whose a key is: the district's, one school's, or a command caller's. Two schools never share a
 * key.
 *
 * @param text {@code d}, {@code c}, or {@code s} and the school's id
 * @param tags what every entry of the scope carries: a school's entries carry {@code school:{id}},
 *     so that a school can be emptied
 */
public record Scope(String text, List<Tag> tags) {
  /** Things of the district: roles, the super administrator's figures. */
  public static final Scope DISTRICT = new Scope("d", List.of());

  /** Keys of the Redis-shaped commands. */
  public static final Scope COMMANDS = new Scope("c", List.of());

  /** Copies the tags. */
  public Scope {
    tags = List.copyOf(tags);
  }

  /** Returns the scope of one school. */
  public static Scope school(String schoolId) {
    return new Scope("s" + Text.encoded(schoolId), List.of(Tag.of("school", schoolId)));
  }
}
