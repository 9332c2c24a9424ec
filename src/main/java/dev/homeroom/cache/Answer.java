package dev.homeroom.cache;

import org.jspecify.annotations.Nullable;

/**
 * The answer for one key of several: its value, or the reason why there is none.
 *
 * @param <T> the type of the value
 * @param value null if there is a failure
 * @param failure the loader's exception, unchanged, or the reason why nothing was loaded in time;
 *     null if there is a value
 */
public record Answer<T>(@Nullable Cached<T> value, @Nullable Throwable failure) {
  /** Refuses both and neither. */
  public Answer {
    if ((value == null) == (failure == null)) {
      throw new IllegalArgumentException(
          "either a value or a failure, not " + (value == null ? "neither" : "both"));
    }
  }

  /** Returns an answer with a value. */
  public static <T> Answer<T> of(Cached<T> value) {
    return new Answer<>(value, null);
  }

  /** Returns an answer without a value. */
  public static <T> Answer<T> failed(Throwable failure) {
    return new Answer<>(null, failure);
  }
}
