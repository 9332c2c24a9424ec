package dev.homeroom.cache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The name of one value in one region; made by {@link Region#key}. Keys are equal if their texts
 * and their regions' names are.
 *
 * @param <T> the type of the value
 */
public final class CacheKey<T> {
  /** The most tags of a stored value; one that needs more is served, not stored, and counted. */
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
   * 512 bytes, without the prefix that it has in Redis.
   */
  public String text() {
    return text;
  }

  /**
   * Returns all tags of the entry, each once: the region's, the key's, the scope's and its own.
   * They are made at each call, since an answer from memory needs none.
   */
  public List<Tag> tags() {
    Collection<Tag> own = ownTags.get();
    List<Tag> all = new ArrayList<>(3 + own.size());
    all.add(region.tag());
    all.add(Tag.key(text));
    all.addAll(scope.tags());
    own.stream().filter(tag -> !all.contains(tag)).forEach(all::add);
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
