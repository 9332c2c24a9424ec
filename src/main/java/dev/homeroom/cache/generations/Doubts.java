package dev.homeroom.cache.generations;

import dev.homeroom.cache.Tag;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tags that are in doubt, each with the ticket of its newest doubt. Not safe for threads. */
final class Doubts {
  /**
   * A doubt.
   *
   * @param ticket rising; a poll settles the doubts that were raised before it began
   * @param outcomeUnknown the transaction may still be undecided
   */
  record Doubt(long ticket, boolean outcomeUnknown) {}

  private final Map<String, Doubt> byTag = new HashMap<>();
  private long lastTicket;

  void raise(Collection<Tag> tags, boolean outcomeUnknown) {
    lastTicket++;
    for (Tag tag : tags) {
      Doubt before = byTag.get(tag.name());
      boolean unknown = outcomeUnknown || (before != null && before.outcomeUnknown());
      byTag.put(tag.name(), new Doubt(lastTicket, unknown));
    }
  }

  /** Ends a tag's doubt; its cell, if there is one, is settled by the caller. */
  void end(String tag) {
    byTag.remove(tag);
  }

  @Nullable Doubt of(String tag) {
    return byTag.get(tag);
  }

  boolean has(String tag) {
    return byTag.containsKey(tag);
  }

  boolean hasAny(Collection<Tag> tags) {
    return tags.stream().anyMatch(tag -> byTag.containsKey(tag.name()));
  }

  Set<String> tags() {
    return byTag.keySet();
  }

  /** Returns the tags whose last change may belong to an undecided transaction. */
  Set<String> undecided() {
    return byTag.entrySet().stream()
        .filter(doubt -> doubt.getValue().outcomeUnknown())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  long lastTicket() {
    return lastTicket;
  }
}
