package dev.homeroom.cache.redis;

import dev.homeroom.cache.BackgroundWriter;
import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.cache.RegionTtls;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.GenerationPush;
import dev.homeroom.cache.spi.Tier;
import dev.homeroom.time.BackgroundLoops;
import dev.homeroom.time.Ticker;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * The use of Redis by this instance: the tier, the push in both directions, the list of
 * installations.
 */
final class SharedRedis implements AutoCloseable {
  private final RedisEndpoint endpoint;
  private final RedisTier tier;
  private final InstallationList installations;
  private final @Nullable Announcer announcer;
  private final @Nullable Listener listener;
  private final @Nullable IdlePings idlePings;

  /**
   * The objects that the tier and the push depend on.
   *
   * @param circuit is asked before each command
   * @param gate sends each command
   * @param known gets the doubts of pushes
   * @param ttls bound the freshness that other servers state
   * @param recorder counts
   * @param times records each command
   */
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
      idlePings = new IdlePings(endpoint::testIdle, time.loops());
      tier = new RedisTier(redis, keys, reader, announcer::forget, observed);
    } else {
      announcer = null;
      listener = null;
      idlePings = null;
      tier = new RedisTier(redis, keys, reader, gone -> {}, observed);
    }
  }

  /**
   * Returns a consumer that warns of a refused subscription; while Redis is not in use, its state
   * says the same.
   */
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

  /** Returns the push; it does nothing without a Redis. */
  GenerationPush push() {
    Announcer present = announcer;
    return present == null ? tags -> {} : present;
  }

  /** Returns the writer of values for other programs; it does nothing without a Redis. */
  BackgroundWriter writer() {
    BackgroundWriter present = announcer;
    return present == null ? new NoWriter() : present;
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
    if (announcer != null) {
      announcer.close();
    }
    if (listener != null) {
      listener.close();
    }
    if (idlePings != null) {
      idlePings.close();
    }
  }

  private static final class NoWriter implements BackgroundWriter {
    @Override
    public void write(RedisNote note) {}

    @Override
    public void keepWritten(Supplier<Stream<RedisNote>> all) {}
  }
}
