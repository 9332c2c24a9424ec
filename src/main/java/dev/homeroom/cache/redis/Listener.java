package dev.homeroom.cache.redis;

import dev.homeroom.cache.KnownGenerations;
import dev.homeroom.time.BackgroundLoop;
import dev.homeroom.time.Ticker;
import dev.homeroom.time.Waker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Listens for other instances' changes over one connection. A message puts tags in doubt, and
 * nothing else: lost, late, doubled or forged messages cost latency, not correctness.
 *
 * <p>One loop reads; another sends a PING each second, so that a silent connection is noticed.
 */
final class Listener implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Listener.class.getName());
  private static final BackgroundLoop.Name READS =
      new BackgroundLoop.Name("redis-listener", "other servers' changes are seen up to 2 s late.");

  private static final BackgroundLoop.Name PINGS =
      new BackgroundLoop.Name("redis-listener-ping", READS.meaning());

  private static final Duration PING_EVERY = Duration.ofSeconds(1);

  /** The longest time without a message, a PONG included. */
  static final Duration SILENCE = Duration.ofMillis(2_500);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(1);
  private static final Duration HANDSHAKE = Duration.ofMillis(500);

  private final Function<Deadline, RedisConnection> opener;
  private final KeySpace keys;
  private final String ownName;
  private final KnownGenerations known;
  private final Runnable listens;
  private final Consumer<JedisDataException> refused;
  private final Ticker ticker;
  private final Waker waker = new Waker();
  private final List<BackgroundLoop> loops;
  private volatile @Nullable RedisConnection connection;
  private volatile boolean listening;

  /** Begins to listen, over a connection of {@code opener}; ignores the messages of {@code own}. */
  Listener(
      Function<Deadline, RedisConnection> opener,
      KeySpace keys,
      PushMessage.Sender own,
      ListenerCallbacks told,
      SharedRedis.ClocksAndLoops time) {
    this.opener = opener;
    this.keys = keys;
    this.ownName = own.name();
    this.known = told.known();
    this.listens = told.listens();
    this.refused = told.refused();
    this.ticker = time.ticker();
    this.loops =
        List.of(
            time.loops().start(READS, waker, this::listen),
            time.loops().start(PINGS, waker, this::ping));
  }

  /**
   * The callbacks of the listener.
   *
   * @param known gets the doubts about tags that others changed
   * @param listens runs each time a new connection listens; does not block
   * @param refused gets the error if Redis refuses the subscription; does not throw
   */
  record ListenerCallbacks(
      KnownGenerations known, Runnable listens, Consumer<JedisDataException> refused) {}

  boolean isListening() {
    return listening;
  }

  private void listen() {
    boolean taken = false;
    try {
      RedisConnection open = connection;
      if (open == null) {
        open = opener.apply(Deadline.in(HANDSHAKE, ticker));
        connection = open;
        open.sendCommand(new CommandArguments(Protocol.Command.SUBSCRIBE).add(keys.channel()));
        open.send();
      }
      open.boundBy(Deadline.in(SILENCE, ticker));
      take(open.awaitMessage());
      taken = true;
    } catch (JedisException | WrongReplyException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Redis listener lost: {0}", e.getMessage());
    } finally {
      // After any failure: a connection on which half a message was read is unusable.
      if (!taken) {
        drop();
      }
    }
    if (!taken) {
      waker.rest(PING_EVERY);
    }
  }

  /** Handles a message: {@code subscribe}, {@code pong} or {@code message}. */
  private void take(@Nullable Object message) {
    if (message instanceof JedisDataException e) {
      refused.accept(e);
      throw e;
    }
    if (!(message instanceof List<?> parts)
        || parts.isEmpty()
        || !(parts.get(0) instanceof byte[] kind)) {
      throw new WrongReplyException("the listener got no message");
    }
    String name = new String(kind, StandardCharsets.US_ASCII);
    // Messages come to subscribers only, even if the confirmation was lost.
    if (name.equals("subscribe") || name.equals("message")) {
      listens();
    }
    if (name.equals("message") && parts.size() == 3 && parts.get(2) instanceof byte[] payload) {
      takePush(payload);
    }
  }

  private void listens() {
    if (!listening) {
      listening = true;
      listens.run();
    }
  }

  private void takePush(byte[] payload) {
    PushMessage push = PushMessage.read(payload);
    // Our own changes are in doubt already; a second doubt would only cost a second poll.
    if (!push.sender().equals(ownName) && !push.tags().isEmpty()) {
      known.doubt(push.tags(), false);
    }
  }

  private void ping() {
    waker.rest(PING_EVERY);
    RedisConnection open = connection;
    if (open != null && listening) {
      try {
        open.sendCommand(new CommandArguments(Protocol.Command.PING));
        open.send();
      } catch (JedisException e) {
        // The reader sees the same end.
        open.disconnectQuietly();
      }
    }
  }

  private void drop() {
    listening = false;
    RedisConnection open = connection;
    connection = null;
    if (open != null) {
      open.disconnectQuietly();
    }
  }

  @Override
  public void close() {
    waker.end(List.of(), Duration.ZERO);
    drop();
    loops.forEach(loop -> loop.close(CLOSE_WAIT));
  }
}
