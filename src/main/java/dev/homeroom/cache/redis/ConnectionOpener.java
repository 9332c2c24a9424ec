package dev.homeroom.cache.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** Opens connections by one deadline: connect, TLS, authentication, selection of the database. */
final class ConnectionOpener {
  private final RedisTarget target;
  private final RedisTimeouts timeouts;
  private final AddressBook addresses;
  private final Optional<Tls> tls;
  private final List<CommandArguments> greeting;
  private final JedisClientConfig clientConfig;

  ConnectionOpener(
      RedisTarget target, RedisTimeouts timeouts, AddressBook addresses, Optional<Tls> tls) {
    this.target = target;
    this.timeouts = timeouts;
    this.addresses = addresses;
    this.tls = tls;
    this.greeting = greeting(target);
    // Jedis' own first commands would take a round trip each; the greeting replaces them. The
    // server's default is RESP2, in which no reply is a push.
    this.clientConfig =
        DefaultJedisClientConfig.builder()
            .serverDefaultProtocol()
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .socketTimeoutMillis((int) timeouts.command().toMillis())
            .build();
  }

  /** Returns the first commands of a connection, which are sent together and cost one wait. */
  private static List<CommandArguments> greeting(RedisTarget target) {
    List<CommandArguments> all = new ArrayList<>();
    // With a user, if need be the default one: a Redis without a password takes any.
    String user = target.username().orElse("default");
    if (target.password().isPresent()) {
      String password = target.password().get();
      all.add(new CommandArguments(Protocol.Command.AUTH).add(user).add(password));
    }
    all.add(new CommandArguments(Protocol.Command.CLIENT).add("SETNAME").add("homeroom"));
    if (target.database() > 0) {
      all.add(new CommandArguments(Protocol.Command.SELECT).add(target.database()));
    }
    return all;
  }

  /** Opens a connection to the address in use, or throws a {@code JedisException}. */
  RedisConnection open(Deadline deadline) {
    return open(deadline, addresses::address);
  }

  RedisConnection open(Deadline deadline, InetSocketAddress address) {
    return open(deadline, () -> address);
  }

  /** Returns the address to connect to, or throws if it is not known. */
  private interface AddressSource {
    InetSocketAddress address() throws UnknownHostException;
  }

  private RedisConnection open(Deadline deadline, AddressSource source) {
    DeadlineSocket socket = socket(deadline);
    try {
      RedisConnection connection =
          new RedisConnection(socket, () -> connected(socket, source, deadline), clientConfig);
      greet(connection);
      return connection;
    } catch (RuntimeException | Error e) {
      socket.closeQuietly();
      throw e;
    }
  }

  private DeadlineSocket socket(Deadline deadline) {
    try {
      return new DeadlineSocket(timeouts.command(), deadline);
    } catch (IOException e) {
      throw new JedisConnectionException("no socket can be opened", e);
    }
  }

  /** Sends the first commands; throws the first refusal, since the server may hang up then. */
  private void greet(RedisConnection connection) {
    greeting.forEach(connection::sendCommand);
    for (CommandArguments said : greeting) {
      try {
        connection.getOne();
      } catch (JedisDataException e) {
        throw new RefusedConnectionException(
            ErrorReplies.toGreeting(said.getCommand(), String.valueOf(e.getMessage())));
      }
    }
  }

  private Socket connected(DeadlineSocket socket, AddressSource source, Deadline deadline) {
    try {
      int left = deadline.leftMillis(timeouts.connect());
      if (left == 0) {
        throw new SocketTimeoutException("no time is left to connect");
      }
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(source.address(), left);
      return tls.isPresent() ? tls.get().over(socket, target.host(), target.port()) : socket;
    } catch (IOException e) {
      throw new JedisConnectionException("Redis could not be reached", e);
    }
  }
}
