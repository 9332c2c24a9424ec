package dev.homeroom.auth;

import dev.homeroom.cache.Tag;
import dev.homeroom.users.Person;
import java.util.ArrayList;
import java.util.List;

/**
 * The tags whose generations cut off tokens: a token is refused once one of its numbers differs
 * from the current one. Code that lowers rights replaces the tag in the transaction of the change.
 */
public final class CutOffs {
  /** The tag of all tokens. */
  public static final Tag EVERYONE = Tag.of("cut", "everyone");

  private CutOffs() {}

  /** Returns the tag of all tokens of one person. */
  public static Tag user(String personId) {
    return Tag.of("cut", "user", personId);
  }

  /** Returns the tag of the tokens of one school's people. */
  public static Tag school(String schoolId) {
    return Tag.of("cut", "school", schoolId);
  }

  /** Returns the tag of the tokens of all people with a role. */
  public static Tag role(String name) {
    return Tag.of("cut", "role", name);
  }

  /** Returns the tags that a person's token is issued under. */
  static List<Tag> of(Person person) {
    List<Tag> tags = new ArrayList<>();
    tags.add(EVERYONE);
    tags.add(user(person.id()));
    if (person.schoolId() != null) {
      tags.add(school(person.schoolId()));
    }
    person.roles().stream().sorted().map(CutOffs::role).forEach(tags::add);
    return tags;
  }
}
