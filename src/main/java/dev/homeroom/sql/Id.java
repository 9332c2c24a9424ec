package dev.homeroom.sql;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Converts ids: opaque text outside, positive whole numbers in the database. */
public final class Id {
  private static final int MAX_DIGITS = 18;
  private static final long NONE = -1;

  private Id() {}

  /**
   * Returns the number of an id; empty if the text cannot be an id, which callers treat as a
   * missing thing. Each thing has one id: {@code 042} is none.
   */
  public static OptionalLong number(String id) {
    if (id.isEmpty() || id.length() > MAX_DIGITS || id.charAt(0) == '0') {
      return OptionalLong.empty();
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) < '0' || id.charAt(i) > '9') {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(Long.parseLong(id));
  }

  /** Returns the number of an id, or one that no thing has. */
  public static long orNone(@Nullable String id) {
    return id == null ? NONE : number(id).orElse(NONE);
  }
}
