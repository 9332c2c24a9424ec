package dev.homeroom.sql;

import java.util.Collection;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts ids: opaque text outside, positive whole numbers in the database. */
public final class Id {
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,17}");
  private static final long NONE = -1;

  private Id() {}

  /**
   * Returns the number of an id; empty if the text cannot be an id, which callers treat as a
   * missing thing. Each thing has one id: {@code 042} is none.
   */
  public static OptionalLong number(String id) {
    return FORM.matcher(id).matches() ? OptionalLong.of(Long.parseLong(id)) : OptionalLong.empty();
  }

  /** Returns the number of an id, or one that no thing has. */
  public static long orNone(@Nullable String id) {
    return id == null ? NONE : number(id).orElse(NONE);
  }

  /** Returns the numbers of ids as parameters of a statement, in their order. */
  public static Object[] numbers(Collection<String> ids) {
    return ids.stream().map(id -> (Object) orNone(id)).toArray();
  }
}
