package dev.homeroom.cache.redis;

import dev.homeroom.cache.BackgroundWriter.RedisNote;
import java.util.List;

/** What a change has for Redis: names of replaced tags, keys to delete, values to write. */
record OutgoingBatch(List<String> tags, List<String> keys, List<RedisNote> notes) {
  boolean isEmpty() {
    return tags.isEmpty() && keys.isEmpty() && notes.isEmpty();
  }
}
