package dev.homeroom.cache;

import java.util.List;

/**
 * Names one value of one region; made by {@link Region#key}.
 *
 * @param <T> what the value is
 * @param region the region
 * @param text scope and name, for instance {@code s3:dashboard:teacher:42:today:7}; ASCII, at most
 *     512 bytes; Redis has the configured prefix before it
 * @param tags all that its entry carries, the region's, the key's and the scope's own among them;
 *     what needs more than 16 is served and not stored
 */
public record CacheKey<T>(Region<T> region, String text, List<Tag> tags) {
  /** More tags than this, and the value is served, not stored, and counted. */
  public static final int MAX_TAGS = 16;

  /** Copies the tags. */
  public CacheKey {
    tags = List.copyOf(tags);
  }

  @Override
  public String toString() {
    return text;
  }
}
