package dev.homeroom.cache.generations;

import java.util.Map;
import java.util.Set;

/**
 * The result of a poll.
 *
 * @param rows tags and generations of the rows that changed lately, of all, or of all tags in use;
 *     0 for a tag without a row
 * @param whole whether {@code rows} are all there are, so that a tag without one has none
 * @param doubted the generations of the tags in doubt, 0 for those without a row
 * @param locked tags in doubt whose row another transaction still holds: they stay in doubt
 */
public record PollResult(
    Map<String, Long> rows, boolean whole, Map<String, Long> doubted, Set<String> locked) {
  /** Copies the collections. */
  public PollResult {
    doubted = Map.copyOf(doubted);
    locked = Set.copyOf(locked);
  }
}
