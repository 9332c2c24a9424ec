package dev.homeroom.cache.spi;

import java.util.List;

/**
 * One command with its keys and arguments, as both tiers take it.
 *
 * @param verb the command
 * @param keys at least one, without the prefix and scope that they have in Redis
 * @param arguments what stands behind the keys, as Redis takes it; not copied
 * @param ttlMillis the time to live of SET, and of a key that an {@linkplain
 *     CommandVerb#isCreating() creating} command makes; 0 for none
 */
public record CommandCall(
    CommandVerb verb, List<String> keys, List<byte[]> arguments, long ttlMillis) {

  /** Returns a command of one key without a time to live. */
  public static CommandCall of(CommandVerb verb, String key, byte[]... arguments) {
    return new CommandCall(verb, List.of(key), List.of(arguments), 0);
  }

  /** Returns a command of several keys. */
  public static CommandCall of(CommandVerb verb, List<String> keys) {
    return new CommandCall(verb, keys, List.of(), 0);
  }

  /** Returns the same command with another time to live in milliseconds; 0 for none. */
  public CommandCall living(long newTtlMillis) {
    return new CommandCall(verb, keys, arguments, newTtlMillis);
  }

  /** Returns the only key, or the first one. */
  public String key() {
    return keys.get(0);
  }
}
