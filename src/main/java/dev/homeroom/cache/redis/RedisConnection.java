package dev.homeroom.cache.redis;

import java.io.IOException;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisDataException;

/** A connection whose reads end by the deadline of the command that uses it. */
final class RedisConnection extends Connection {
  private final DeadlineSocket socket;

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

  /** Binds the reads from now on to a deadline. */
  void boundBy(Deadline deadline) {
    socket.boundBy(deadline);
  }

  /** Sends what was written so far. */
  void send() {
    flush();
  }

  /** Waits for one whole message, for a connection that listens; an error is one too. */
  Object awaitMessage() {
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
