package dev.homeroom.cache.redis;

import dev.homeroom.cache.redis.AddressTrial.TrialResult;
import dev.homeroom.cache.spi.RedisProbe;
import dev.homeroom.time.Ticker;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Probes Redis over a new connection: writes, reads and deletes a canary key, so that a server that
 * is read-only, full or still loading fails. Tries all addresses of the host name.
 */
final class CanaryProbe implements RedisProbe {
  private static final System.Logger LOGGER = System.getLogger(CanaryProbe.class.getName());
  private static final Duration CANARY_LIVES = Duration.ofSeconds(10);

  private final ConnectionOpener opener;
  private final AddressTrial addresses;
  private final RedisTimeouts timeouts;
  private final int attempts;
  private final Ticker ticker;
  private final byte[] key;
  private final int database;
  private boolean infoRefused;

  CanaryProbe(
      ConnectionOpener opener,
      AddressTrial addresses,
      RedisSettings settings,
      Ticker ticker,
      String prefix) {
    this.opener = opener;
    this.addresses = addresses;
    this.timeouts = settings.timeouts();
    this.attempts = settings.probeAttempts();
    this.ticker = ticker;
    this.database = settings.target().map(RedisTarget::database).orElse(0);
    // Each probe has its own key, so that instances do not meet each other's canaries.
    this.key = (prefix + "d:canary:" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public Result probe() {
    return addresses.tried(this::at);
  }

  private TrialResult at(InetSocketAddress address) {
    TrialResult tried = once(address);
    // The connection may have led to a process that has died since; a refusal has not.
    for (int i = 1; i < attempts && tried.lost(); i++) {
      tried = once(address);
    }
    return tried;
  }

  private TrialResult once(InetSocketAddress address) {
    Deadline deadline = Deadline.in(timeouts.operation(), ticker);
    long begun = ticker.nanos();
    RedisConnection connection = null;
    try {
      connection = opener.open(deadline, address);
      exchangeCanary(connection);
      long nanos = ticker.nanos() - begun;
      nextCommand(connection);
      return TrialResult.well(good(connection, nanos));
    } catch (RuntimeException | OutOfMemoryError e) {
      RedisFailure failed = RedisFailure.of(e);
      // Requests may not send a command that the probe may not send: each failure counts.
      return TrialResult.failed(failed, failed.failure().counting());
    } finally {
      if (connection != null) {
        connection.disconnectQuietly();
      }
    }
  }

  private void exchangeCanary(RedisConnection connection) {
    byte[] value = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    // By the same deadline as the opening, as a request that finds no open connection.
    Commands.set(key, value, CANARY_LIVES.toMillis()).on(connection);
    nextCommand(connection);
    Object read = connection.executeCommand(new CommandArguments(Protocol.Command.GET).add(key));
    if (!(read instanceof byte[] bytes && Arrays.equals(bytes, value))) {
      throw new WrongReplyException("the canary was read back with another value");
    }
    nextCommand(connection);
    Commands.unlink(List.of(key)).on(connection);
  }

  /** Gives the next command all of a command's time: a slow Redis passes if requests would. */
  private void nextCommand(RedisConnection connection) {
    connection.boundBy(Deadline.in(timeouts.operation(), ticker));
  }

  /** Returns the result, with what INFO tells; it is not allowed in some managed services. */
  private Result good(RedisConnection connection, long nanos) {
    try {
      CommandArguments info = new CommandArguments(Protocol.Command.INFO);
      if (connection.ask(info, ServerReply.LIMIT) instanceof byte[] text) {
        ServerReply server = new ServerReply(text);
        return new Result(null, server.runId(), nanos, server.figures(database));
      }
    } catch (JedisDataException e) {
      if (!infoRefused) {
        infoRefused = true;
        LOGGER.log(
            System.Logger.Level.WARNING,
            "Redis refuses INFO: {0}. This means: it does not tell its run id, so that each return"
                + " to it counts as a restart, and one that no call noticed is not seen. Do: allow"
                + " +info to the user of REDIS_USERNAME; where a service forbids that, nothing.",
            RedisFailure.of(e).failure());
      }
    }
    return Result.good("", nanos);
  }
}
