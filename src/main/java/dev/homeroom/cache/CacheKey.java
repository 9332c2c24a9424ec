package dev.homeroom.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names one value of one region; made by {@link Region#key}. Two keys are equal if their texts and
 * their regions' names are.
 *
 * @param <T> what the value is
 */
public final class CacheKey<T> {
  /** More tags than this, and the value is served, not stored, and counted. */
  public static final int MAX_TAGS = 16;

  private final Region<T> region;
  private final Scope scope;
  private final String text;
  private final Supplier<? extends Collection<Tag>> ownTags;

  CacheKey(
      Region<T> region, Scope scope, String text, Supplier<? extends Collection<Tag>> ownTags) {
    this.region = region;
    this.scope = scope;
    this.text = text;
    this.ownTags = ownTags;
  }

  /** Returns the region. */
  public Region<T> region() {
    return region;
  }

  /**
   * Returns scope and name, for instance {@code s3:dashboard:teacher:42:today:7}: ASCII, at most
   * 512 bytes. In Redis the configured prefix stands before it.
   */
  public String text() {
    return text;
  }

  /**
   * Returns all tags that the entry carries, each once: the region's, the key's, the scope's and
   * those that were given for it. They are made at each call: an answer from memory needs none. A
   * value that needs more than 16 is served and not stored.
   */
  public List<Tag> tags() {
    Collection<Tag> own = ownTags.get();
    List<Tag> all = new ArrayList<>(3 + own.size());
    all.add(region.tag());
    all.add(Tag.key(text));
    all.addAll(scope.tags());
    for (Tag tag : own) {
      if (!all.contains(tag)) {
        all.add(tag);
      }
    }
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CacheKey<?> key
        && text.equals(key.text)
        && region.name().equals(key.region.name());
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
