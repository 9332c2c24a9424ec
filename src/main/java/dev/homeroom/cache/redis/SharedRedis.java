package dev.homeroom.cache.redis;

import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.CommandReplay;
import dev.homeroom.cache.spi.CommandTier;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.RedisFlush;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/** This instance's use of Redis: the tier, the push, the list of installations. */
final class SharedRedis implements AutoCloseable {
  private final RedisEndpoint endpoint;
  private final RedisTier tier;
  private final RedisCommandTier commands;
  private final RedisReplay replay;
  private final PrefixFlush flush;
  private final InstallationList installations;
  private final @Nullable Announcer announcer;
  private final @Nullable Listener listener;
  private final List<Runnable> closings;

  /** The objects that the tier and the push use; {@code ttls} limit the freshness of entries. */
  record Dependencies(
      Circuit circuit,
      Gate gate,
      KnownGenerations known,
      RegionTtls ttls,
      CacheRecorder recorder,
      CommandTimer times) {}

  record ClocksAndLoops(Clock clock, Ticker ticker, BackgroundLoops loops) {}

  SharedRedis(
      RedisEndpoint endpoint, KeySpace keys, Dependencies dependencies, ClocksAndLoops time) {
    this.endpoint = endpoint;
    Redis redis =
        new Redis(
            dependencies.circuit(),
            dependencies.gate(),
            time.ticker(),
            endpoint.operationTimeout(),
            dependencies.times());
    EntryReader.ClocksAndRecorder observed =
        new EntryReader.ClocksAndRecorder(time.clock(), time.ticker(), dependencies.recorder());
    EntryReader reader =
        new EntryReader(keys.installation(), dependencies.known(), dependencies.ttls(), observed);
    installations = new InstallationList(redis, keys);
    commands = new RedisCommandTier(redis, keys);
    replay = new RedisReplay(redis, keys);
    flush = new PrefixFlush(redis, keys, installations);
    if (endpoint.isConfigured()) {
      PushMessage.Sender own = new PushMessage.Sender(UUID.randomUUID().toString());
      Consumer<JedisDataException> refused = refusals(dependencies.circuit(), time.ticker());
      announcer = new Announcer(dependencies.circuit(), redis, keys, own, time);
      listener =
          new Listener(
              deadline -> openListener(deadline, refused),
              keys,
              own,
              new Listener.ListenerCallbacks(
                  dependencies.known(), dependencies.circuit()::reconnected, refused),
              time);
      IdlePings idlePings = new IdlePings(endpoint::testIdle, time.loops());
      closings = List.of(announcer::close, listener::close, idlePings::close);
      tier = new RedisTier(redis, keys, reader, announcer::forget, observed);
    } else {
      announcer = null;
      listener = null;
      closings = List.of();
      tier = new RedisTier(redis, keys, reader, gone -> {}, observed);
    }
  }

  /** Returns a consumer that warns of a refused subscription while Redis is in use. */
  private static Consumer<JedisDataException> refusals(Circuit circuit, Ticker ticker) {
    MissingRights rights = new MissingRights(ticker);
    return refused -> {
      if (circuit.isClosed()) {
        rights.tell(RedisFailure.of(refused).failure());
      }
    };
  }

  private RedisConnection openListener(Deadline deadline, Consumer<JedisDataException> refused) {
    try {
      return endpoint.openListener(deadline);
    } catch (JedisDataException e) {
      refused.accept(e);
      throw e;
    }
  }

  Tier tier() {
    return tier;
  }

  CommandTier commands() {
    return commands;
  }

  CommandReplay replay() {
    return replay;
  }

  RedisFlush flush() {
    return flush;
  }

  /** Returns the push; it does nothing without a Redis. */
  GenerationPush push() {
    return announcer == null ? tags -> {} : announcer;
  }

  /** Returns the writer of values for other programs; it does nothing without a Redis. */
  BackgroundWriter writer() {
    return announcer == null ? new NoWriter() : announcer;
  }

  boolean isListening() {
    return listener != null && listener.isListening();
  }

  void sign() {
    installations.sign();
  }

  /** Closes idle connections after Redis was left, since they may be dead without a reset. */
  void left() {
    endpoint.attempt().clear();
  }

  /** Adds this installation to the list, and writes the values for other programs again. */
  void joined() {
    sign();
    if (announcer != null) {
      announcer.renew();
    }
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }

  private static final class NoWriter implements BackgroundWriter {
    @Override
    public void write(RedisNote note) {}

    @Override
    public void keepWritten(Supplier<Stream<RedisNote>> all) {}
  }
}
