package dev.homeroom.cache.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that answers commands: memory, or Redis. Port. Both answer the same to the last detail,
 * as {@code CommandTiersContract} shows.
 */
public interface CommandTier {
  /**
   * Runs commands in their order. Others may run between them.
   *
   * @return a reply for each, as {@link CommandVerb} says, or a {@link CommandRefusal}
   * @throws TierFailedException if the tier is not in use or did not answer all of them
   */
  List<@Nullable Object> run(List<CommandCall> calls);

  /**
   * Runs a GET of one key, and returns its reply: the most frequent command, which some tiers
   * answer for less.
   *
   * @throws TierFailedException as {@link #run}
   */
  default @Nullable Object get(String key) {
    return run(List.of(CommandCall.of(CommandVerb.GET, key))).get(0);
  }

  /**
   * Returns a part of the keys.
   *
   * @param cursor 0 to begin, then that of the last page
   * @param pattern a glob of Redis: {@code *}, {@code ?}, {@code [a-c]}, {@code [^a]}, and a
   *     backslash before a character that means itself
   * @param count about how many keys to look at
   * @throws TierFailedException if the tier is not in use or did not answer
   */
  KeyPage scan(String cursor, String pattern, int count);

  /**
   * A part of the keys that match.
   *
   * @param cursor of the next page; 0 if this was the last one
   * @param keys in no order; may be empty though more pages follow
   */
  record KeyPage(String cursor, List<String> keys) {}
}
