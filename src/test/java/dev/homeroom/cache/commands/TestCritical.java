package dev.homeroom.cache.commands;

import dev.homeroom.cache.CacheCommands;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.entry.JsonFormat;
import dev.homeroom.cache.memory.TestValues;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CriticalRows;
import dev.homeroom.cache.spi.GenerationWriter;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.settings.Settings;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Makes commands over rows of critical keys; all other keys live in memory. */
public final class TestCritical {
  private static final CriticalSettings SETTINGS =
      CriticalSettings.from(new Settings(key -> Optional.empty()));

  private TestCritical() {}

  /** Returns commands with the shipped patterns. */
  public static CacheCommands<String> texts(
      CacheService cache, CriticalRows rows, GenerationWriter writer, Clock clock) {
    CriticalCommands commands =
        new CriticalCommands(
            new CriticalKeys(SETTINGS.patterns()),
            new MemoryCommands(TestValues.shipped(), clock),
            new CriticalEntries(cache, rows, writer, clock),
            rows,
            clock);
    return new TypedCommands<>(
        commands,
        ValueCodec.TEXTS,
        new TypedCommands.Rules(
            Duration.ofHours(1).toMillis(), Duration.ofSeconds(2), new JsonFormat()));
  }

  /** Returns what never writes any. */
  static CriticalSync idle() {
    return new CriticalSync(
        new CriticalSync.Parts(
            unused(Circuit.class),
            unused(CriticalRows.class),
            unused(Tier.class),
            unused(KnownGenerations.class),
            new JsonFormat()),
        SETTINGS,
        Clock.systemUTC());
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            TestCritical.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            }));
  }

  /** Returns one step of what writes them to Redis. */
  public static Runnable sync(
      Circuit circuit, CriticalRows rows, Tier redis, KnownGenerations known, Clock clock) {
    return new CriticalSync(
            new CriticalSync.Parts(circuit, rows, redis, known, new JsonFormat()), SETTINGS, clock)
        ::syncIfNeeded;
  }
}
