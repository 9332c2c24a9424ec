package dev.homeroom.cache;

import org.jspecify.annotations.Nullable;

/**
 * What the cache has to say of one key of several: its value, or why it cannot be had.
 *
 * @param <T> what the value is
 * @param value null if it cannot be had
 * @param failure what its loader threw, unchanged, or why it was not loaded in time; null if there
 *     is a value
 */
public record Answer<T>(@Nullable Cached<T> value, @Nullable Throwable failure) {
  /** Refuses both and neither. */
  public Answer {
    if ((value == null) == (failure == null)) {
      throw new IllegalArgumentException(
          "either a value or a failure, not " + (value == null ? "neither" : "both"));
    }
  }

  /** Returns the answer that has a value. */
  public static <T> Answer<T> of(Cached<T> value) {
    return new Answer<>(value, null);
  }

  /** Returns the answer that says why there is no value. */
  public static <T> Answer<T> failed(Throwable failure) {
    return new Answer<>(null, failure);
  }
}
