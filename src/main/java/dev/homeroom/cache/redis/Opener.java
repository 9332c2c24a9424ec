package dev.homeroom.cache.redis;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Opens connections: connect, TLS, access, database, all by one deadline. */
final class Opener {
  private final RedisTarget target;
  private final RedisTimeouts timeouts;
  private final AddressBook addresses;
  private final Optional<Tls> tls;
  private final JedisClientConfig clientConfig;

  Opener(RedisTarget target, RedisTimeouts timeouts, AddressBook addresses, Optional<Tls> tls) {
    this.target = target;
    this.timeouts = timeouts;
    this.addresses = addresses;
    this.tls = tls;
    // RESP2: a connection costs one round trip less, and no reply is a push.
    this.clientConfig =
        DefaultJedisClientConfig.builder()
            .resp2()
            .user(target.username().orElse(null))
            .password(target.password().orElse(null))
            .database(target.database())
            .clientName("homeroom")
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .socketTimeoutMillis((int) timeouts.command().toMillis())
            .build();
  }

  /**
   * Opens a connection.
   *
   * @throws redis.clients.jedis.exceptions.JedisException if it cannot be had by the deadline
   */
  RedisConnection open(Deadline deadline) {
    DeadlineSocket socket = new DeadlineSocket(timeouts.command(), deadline);
    boolean opened = false;
    try {
      RedisConnection connection =
          new RedisConnection(socket, () -> connected(socket, deadline), clientConfig);
      opened = true;
      return connection;
    } finally {
      if (!opened) {
        closeQuietly(socket);
      }
    }
  }

  private Socket connected(DeadlineSocket socket, Deadline deadline) {
    try {
      int left = deadline.leftMillis(timeouts.connect());
      if (left == 0) {
        throw new SocketTimeoutException("no time is left to connect");
      }
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(addresses.address(), left);
      return tls.isPresent() ? tls.get().over(socket, target.host(), target.port()) : socket;
    } catch (IOException e) {
      throw new JedisConnectionException("Redis could not be reached", e);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // There was no connection: nothing is left to be closed.
    }
  }
}
