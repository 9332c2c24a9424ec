package dev.homeroom.cache.redis;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.PushConsumerChain;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisInputStream;

/** A connection whose reads end by the deadline of the command that uses it. */
final class RedisConnection extends Connection {
  private final DeadlineSocket socket;
  private ReplyLimit limit = ReplyLimit.SMALL;

  /**
   * Connects, or throws a {@code JedisException} if a step fails or is late.
   *
   * @param socket the raw socket below the layers of the factory
   */
  RedisConnection(
      DeadlineSocket socket, JedisSocketFactory connected, JedisClientConfig clientConfig) {
    super(connected, clientConfig);
    this.socket = socket;
  }

  /** Binds the next commands to a deadline, and their replies to small ones by default. */
  void boundBy(Deadline deadline) {
    socket.boundBy(deadline);
    limit = ReplyLimit.SMALL;
  }

  @Nullable Object ask(CommandArguments command, ReplyLimit longest) {
    limit = longest;
    return executeCommand(command);
  }

  /** Sends what waits to be sent, and reads one reply; an error reply counts as one. */
  @Nullable Object receive(ReplyLimit longest) {
    limit = longest;
    flush();
    try {
      return readProtocolWithCheckingBroken();
    } catch (JedisDataException e) {
      return e;
    }
  }

  @Override
  protected @Nullable Object protocolRead(RedisInputStream in, PushConsumerChain pushes) {
    return ReplyReader.read(in, limit);
  }

  void send() {
    flush();
  }

  /** Waits for one whole message on a listening connection; an error reply counts as one. */
  Object awaitMessage() {
    limit = ReplyLimit.PUSH;
    try {
      return readProtocolWithCheckingBroken();
    } catch (JedisDataException e) {
      return e;
    }
  }

  /** Closes the socket in any state. */
  void disconnectQuietly() {
    try {
      forceDisconnect();
    } catch (IOException e) {
      // Bytes that could not be sent do not matter.
    }
    // TLS leaves the socket open if its last message could not be sent.
    socket.closeQuietly();
  }
}
