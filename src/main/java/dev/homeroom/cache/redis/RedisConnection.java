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
   * Connects.
   *
   * @param socket the raw socket below whatever the factory layers on it
   * @throws redis.clients.jedis.exceptions.JedisException if any of it fails or is late
   */
  RedisConnection(
      DeadlineSocket socket, JedisSocketFactory connected, JedisClientConfig clientConfig) {
    super(connected, clientConfig);
    this.socket = socket;
  }

  /** Binds what follows to a deadline; its replies are small ones, unless it is said otherwise. */
  void boundBy(Deadline deadline) {
    socket.boundBy(deadline);
    limit = ReplyLimit.SMALL;
  }

  /** Sends a command, and reads its reply of at most this length. */
  @Nullable Object ask(CommandArguments command, ReplyLimit longest) {
    limit = longest;
    return executeCommand(command);
  }

  @Override
  protected @Nullable Object protocolRead(RedisInputStream in, PushConsumerChain pushes) {
    return ReplyReader.read(in, limit);
  }

  /** Sends what was written so far. */
  void send() {
    flush();
  }

  /** Waits for one whole message, for a connection that listens; an error is one too. */
  Object awaitMessage() {
    limit = ReplyLimit.PUSH;
    try {
      return readProtocolWithCheckingBroken();
    } catch (JedisDataException e) {
      return e;
    }
  }

  /** Closes the socket, whatever state it is in. */
  void disconnectQuietly() {
    try {
      forceDisconnect();
    } catch (IOException e) {
      // What could not be said to the server does not matter.
    }
    try {
      // TLS leaves it open where its last word could not be sent.
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }
}
