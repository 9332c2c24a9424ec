package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** What the proxy lets pass and takes away as a whole, as plain sockets meet it. */
class TcpProxyTest extends ThroughProxy {
  @Test
  void pass_commandsAndConnectionsAreCounted_faultsAreNone() {
    RespClient client = client();
    client.call("get", "a");
    client.call("CLIENT", "SETNAME", "x");
    client();

    assertThat(proxy.commands()).isEqualTo(2);
    assertThat(proxy.commands("GET")).isEqualTo(1);
    assertThat(proxy.commands("CLIENT SETNAME")).isEqualTo(1);
    await(() -> proxy.connections() == 2);
    assertThat(proxy.open()).isEqualTo(2);
    assertThat(proxy.faults()).isZero();
    client.close();
    await(() -> proxy.open() == 1);
  }

  @Test
  void pass_pipelineAndLargeValues_arriveWholeAndInOrder() {
    RespClient client = client();
    client.send("SET", "large", "x".repeat(200_000));
    for (int i = 0; i < 1_000; i++) {
      client.send("ECHO", "e" + i);
    }
    client.send("GET", "large");

    assertThat(client.read().text()).isEqualTo("OK");
    for (int i = 0; i < 1_000; i++) {
      assertThat(client.read().text()).isEqualTo("e" + i);
    }
    assertThat(client.read().text()).hasSize(200_000);
  }

  @Test
  void unanswered_isWhatAFrozenUpstreamHolds_listenersLeftOut() {
    RespClient listener = client();
    listener.call("SUBSCRIBE", "c");
    RespClient client = client();
    client.call("PING");
    assertThat(proxy.unanswered()).isZero();
    redis.freeze();
    try {
      listener.send("PING");
      client.send("GET", "a");
      client.send("GET", "a");
      await(() -> proxy.unanswered() == 2);
    } finally {
      redis.thaw();
    }
    assertThat(client.read().text()).isEqualTo("1");
    assertThat(client.read().text()).isEqualTo("1");
    assertThat(proxy.unanswered()).isZero();
  }

  @Test
  void stall_holdsReplies_andLetsThemGoLate() {
    RespClient client = client();
    client.call("PING");
    proxy.become(TcpProxy.Mode.STALL);
    client.send("GET", "a");

    assertNothingComes(client);
    assertThat(proxy.faults(Fault.Kind.STALL)).isPositive();
    proxy.heal();
    assertThat(client.read().text()).isEqualTo("1");
  }

  @Test
  void refuse_endsOpenAndNewConnections() {
    RespClient client = client();
    client.call("PING");
    proxy.become(TcpProxy.Mode.REFUSE);

    assertThatThrownBy(() -> client.call("PING")).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> client().call("PING")).isInstanceOf(UncheckedIOException.class);
    await(() -> proxy.faults(Fault.Kind.REFUSE) == 2);
    proxy.heal();
    assertThat(client().call("PING").text()).isEqualTo("PONG");
  }

  @Test
  void down_connectingIsRefused_untilHealed_onTheSamePort() {
    RespClient client = client();
    client.call("PING");
    proxy.become(TcpProxy.Mode.DOWN);

    assertThatThrownBy(this::client).hasCauseInstanceOf(ConnectException.class);
    assertThatThrownBy(() -> client.call("PING")).isInstanceOf(UncheckedIOException.class);
    proxy.heal();
    assertThat(client().call("PING").text()).isEqualTo("PONG");
  }

  @Test
  void acceptOnly_newConnectionsAreNeverAnswered_openOnesAre() {
    RespClient old = client();
    old.call("PING");
    proxy.become(TcpProxy.Mode.ACCEPT_ONLY);

    assertNoReply(client(), "PING");
    assertThat(old.call("GET", "a").text()).isEqualTo("1");
    assertThat(proxy.faults(Fault.Kind.ACCEPT_ONLY)).isEqualTo(1);
  }

  @Test
  void halfOpen_upstreamHasGone_clientIsNotTold() {
    RespClient client = client();
    client.call("PING");
    int before = Integer.parseInt(redis.info("connected_clients"));
    proxy.become(TcpProxy.Mode.HALF_OPEN);

    await(() -> Integer.parseInt(redis.info("connected_clients")) == before - 1);
    assertNoReply(client, "PING");
    assertThat(proxy.open()).isEqualTo(1);
    assertThat(proxy.faults(Fault.Kind.HALF_OPEN)).isEqualTo(1);
  }

  @Test
  void upstreamIsAway_clientIsClosed() {
    try (RedisServer other = RedisServer.started()) {
      proxy.leadTo(other.port());
      RespClient client = client();
      client.call("PING");
      other.kill();

      assertThatThrownBy(() -> client.call("PING")).isInstanceOf(UncheckedIOException.class);
      assertThatThrownBy(() -> client().call("PING")).isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void cut_ofOneKind_leavesTheOthers() {
    RespClient listener = client();
    listener.call("SUBSCRIBE", "c");
    RespClient other = client();
    other.call("PING");

    proxy.cut(Connections.LISTENER);

    assertThatThrownBy(listener::read).hasCauseInstanceOf(EOFException.class);
    assertThat(other.call("PING").text()).isEqualTo("PONG");
    assertThat(proxy.open(Connections.LISTENER)).isZero();
    assertThat(proxy.faults()).isEqualTo(1);
  }

  @Test
  void cutReplyTo_closesBeforeTheReply_once() {
    proxy.cutReplyTo("marked");
    RespClient client = client();
    client.call("PING");
    assertThatThrownBy(() -> client.call("SET", "a", "marked"))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(redis.command("GET", "a").text()).isEqualTo("marked");
    assertThat(client().call("SET", "a", "marked").text()).isEqualTo("OK");
  }

  @Test
  void cutReply_closesOnce_onlyTheConnectionThatSentTheWords() {
    RespClient other = client();
    RespClient client = client();
    redis.command("SET", "answer", "here it is");
    proxy.cutReply("marked", "here it is");
    assertThat(other.call("GET", "answer").text()).isEqualTo("here it is");
    client.call("SET", "a", "marked");
    assertThat(client.call("PING").text()).isEqualTo("PONG");
    assertThat(proxy.isReplyToBeCut()).isTrue();
    assertThatThrownBy(() -> client.call("GET", "answer")).isInstanceOf(UncheckedIOException.class);
    assertThat(proxy.isReplyToBeCut()).isFalse();
    assertThat(other.call("SET", "a", "marked").text()).isEqualTo("OK");
    assertThat(other.call("GET", "answer").text()).isEqualTo("here it is");
  }

  @Test
  void anyProtocol_bytesPass_andFaultsOfBytesApply() {
    try (TcpProxy plain = new TcpProxy(redis.port());
        RespClient client = new RespClient(plain.port())) {
      assertThat(client.call("GET", "a").text()).isEqualTo("1");
      assertThat(plain.commands()).isZero();
      plain.add(Fault.cutReplyAt(2));
      assertThatThrownBy(() -> client.call("GET", "a")).hasCauseInstanceOf(EOFException.class);
    }
  }
}
