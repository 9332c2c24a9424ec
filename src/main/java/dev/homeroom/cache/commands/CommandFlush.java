package dev.homeroom.cache.commands;

import dev.homeroom.cache.FlushRefusedException;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.RedisFlush;
import dev.homeroom.cache.spi.TierFailedException;

/** Empties Redis and memory; what Redis does not do now, the journal has it do later. */
final class CommandFlush {
  private static final System.Logger LOGGER = System.getLogger(CommandFlush.class.getName());

  private final Circuit circuit;
  private final RedisFlush redis;
  private final MemoryCommands memory;
  private final JournalReplay replay;

  CommandFlush(Circuit circuit, RedisFlush redis, MemoryCommands memory, JournalReplay replay) {
    this.circuit = circuit;
    this.redis = redis;
    this.memory = memory;
    this.replay = replay;
  }

  /** Flushes, as {@link dev.homeroom.cache.CacheManagement#flush} says. */
  long flush(String prefix, boolean hasRedis) {
    if (!prefix.equals(redis.prefix())) {
      throw new FlushRefusedException(
          "the prefix to be emptied is not that of this installation, " + redis.prefix());
    }
    if (!hasRedis) {
      memory.clear();
      return 0;
    }
    long others = redis.otherInstallations();
    if (others > 0) {
      throw new FlushRefusedException(
          others
              + " other installation(s) used the prefix "
              + prefix
              + " within 7 days: give each its own CACHE_PREFIX, or delete the key "
              + prefix
              + "d:installations if they are gone");
    }
    if (circuit.isClosed()) {
      return inRedis();
    }
    replay.empty();
    return 0;
  }

  private long inRedis() {
    try {
      long deleted = redis.flush();
      replay.emptied();
      replay.replaySingle();
      return deleted;
    } catch (TierFailedException e) {
      LOGGER.log(
          System.Logger.Level.DEBUG,
          "the flush is continued when Redis answers again: {0}",
          e.getMessage());
      replay.empty();
      return 0;
    }
  }
}
