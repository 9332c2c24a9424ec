package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** One Redis server and its connections, for requests, the probe and the listener. */
final class RedisEndpoint implements AutoCloseable {
  private final RedisSettings settings;
  private final Ticker ticker;
  private final Optional<AddressBook> addresses;
  private final Optional<Tls> tls;
  private final ConnectionPool small;
  private final ConnectionPool large;
  private final RedisAttempt attempt;
  private volatile @Nullable RedisConnection listening;

  /** Prepares the connections; {@code threads} look names up with {@code resolver}. */
  RedisEndpoint(
      RedisSettings settings, Ticker ticker, AddressBook.Resolver resolver, ThreadFactory threads) {
    this.settings = settings;
    this.ticker = ticker;
    this.addresses =
        settings
            .target()
            .map(target -> new AddressBook(target.host(), target.port(), resolver, threads));
    this.tls = settings.target().filter(RedisTarget::tls).map(target -> new Tls(settings.tlsCa()));
    RedisTimeouts timeouts = settings.timeouts();
    Function<Deadline, RedisConnection> opener = deadline -> open(timeouts, deadline);
    this.small = new ConnectionPool(settings.poolSize(), timeouts.poolWait(), opener, ticker);
    this.large = new ConnectionPool(1, timeouts.poolWait(), opener, ticker);
    this.attempt = new RedisAttempt(small, large);
  }

  private RedisConnection open(RedisTimeouts timeouts, Deadline deadline) {
    return opener(timeouts)
        .orElseThrow(() -> new JedisConnectionException("no Redis is set"))
        .open(deadline);
  }

  private Optional<ConnectionOpener> opener(RedisTimeouts timeouts) {
    return addresses.map(
        book -> new ConnectionOpener(settings.target().orElseThrow(), timeouts, book, tls));
  }

  boolean isConfigured() {
    return settings.target().isPresent();
  }

  String name() {
    return settings.name();
  }

  /** Returns the address of Redis, without its password; empty if none is set. */
  Optional<String> location() {
    return settings.target().map(RedisTarget::toString);
  }

  Duration operationTimeout() {
    return settings.timeouts().operation();
  }

  RedisAttempt attempt() {
    return attempt;
  }

  int idle() {
    return small.idle();
  }

  int idleLarge() {
    return large.idle();
  }

  void testIdle(Duration unused) {
    Duration patience = settings.timeouts().command();
    small.testIdle(unused, patience);
    large.testIdle(unused, patience);
  }

  /** Opens a connection whose reads may wait as long as the listener does. */
  RedisConnection openListener(Deadline deadline) {
    RedisConnection opened = open(settings.timeouts().waiting(Listener.SILENCE), deadline);
    listening = opened;
    return opened;
  }

  /** Closes the connections to the previous address, since another one is in use now. */
  private void moved() {
    attempt.clear();
    RedisConnection before = listening;
    if (before != null) {
      before.disconnectQuietly();
    }
  }

  /** Returns the probe; one that always fails without a Redis. */
  RedisProbe probe(String prefix) {
    if (addresses.isEmpty()) {
      return new NoRedis();
    }
    ConnectionOpener opener = opener(settings.timeouts()).orElseThrow();
    AddressTrial trial = new AddressTrial(addresses.get(), ticker, this::moved);
    return new CanaryProbe(opener, trial, settings, ticker, prefix);
  }

  @Override
  public void close() {
    small.close();
    large.close();
  }

  private static final class NoRedis implements RedisProbe {
    @Override
    public boolean isConfigured() {
      return false;
    }

    @Override
    public Result probe() {
      return Result.failed(TierFailure.atOnce("Redis not configured"));
    }
  }
}
