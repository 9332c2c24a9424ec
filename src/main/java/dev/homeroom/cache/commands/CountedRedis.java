package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandCall;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.TierFailedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts what Redis answers, and what it does not. */
record CountedRedis(CommandTier redis, CommandCounts counts) implements CommandTier {
  @Override
  public List<@Nullable Object> run(List<CommandCall> calls) {
    try {
      List<@Nullable Object> replies = redis.run(calls);
      counts.answered(calls, replies);
      return replies;
    } catch (TierFailedException e) {
      counts.failed(calls, e.failure());
      throw e;
    }
  }

  @Override
  public KeyPage scan(String cursor, String pattern, int count) {
    try {
      KeyPage page = redis.scan(cursor, pattern, count);
      counts.scanned();
      return page;
    } catch (TierFailedException e) {
      counts.scanFailed(e.failure());
      throw e;
    }
  }
}
