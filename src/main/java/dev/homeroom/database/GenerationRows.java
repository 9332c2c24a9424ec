package dev.homeroom.database;

import dev.homeroom.cache.Tag;
import java.util.Collection;
import java.util.Map;

/** Generations as their committed rows say. Stub: the follower's branch brings the real one. */
public interface GenerationRows {
  /** Returns the committed generations now, 0 for a tag without a row. */
  Map<String, Long> read(Collection<Tag> tags);
}
