package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each single fault, as plain sockets meet it. */
class FaultTest extends ThroughProxy {
  @Test
  void delay_repliesOfAPipelineComeLateTogether_inTheirOrder() {
    Duration late = Duration.ofMillis(600);
    Fault fault = proxy.add(Fault.delay(late, Duration.ofMillis(20), 7));
    RespClient client = client();
    long begun = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      client.send("ECHO", "e" + i);
    }
    for (int i = 0; i < 20; i++) {
      assertThat(client.read().text()).isEqualTo("e" + i);
    }

    // One after another they would take twenty times as long.
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(late.minusMillis(20), late.multipliedBy(20 - 2));
    assertThat(fault.applied()).isEqualTo(20);
  }

  @Test
  void drip_replyComesInPieces() {
    proxy.add(Fault.drip(1, Duration.ofMillis(10)).to("GET"));
    RespClient client = client();
    long begun = System.nanoTime();

    assertThat(client.call("GET", "a").text()).isEqualTo("1");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(50));
  }

  @Test
  void cutReplyAt_eachByte_endsThere_untilTheReplyIsWhole() {
    int cuts = 0;
    for (int k = 0; k < 10; k++) {
      Fault fault = proxy.add(Fault.cutReplyAt(k).to("GET"));
      RespClient client = client();
      try {
        assertThat(client.call("GET", "a").text()).isEqualTo("1");
      } catch (UncheckedIOException e) {
        assertThat(e).hasCauseInstanceOf(EOFException.class);
        cuts++;
      }
      assertThat(fault.applied()).isEqualTo(k < 7 ? 1 : 0);
      proxy.remove(fault);
    }

    assertThat(cuts).as("bytes of $1 1").isEqualTo(7);
    assertThat(proxy.faults(Fault.Kind.CUT)).isEqualTo(7);
  }

  @Test
  void resetReplyAt_clientSeesAReset() {
    proxy.add(Fault.resetReplyAt(0).to("GET"));
    RespClient client = client();
    client.send("GET", "a");

    assertThatThrownBy(client::read).hasCauseInstanceOf(SocketException.class);
    assertThat(proxy.faults(Fault.Kind.RESET)).isEqualTo(1);
  }

  @Test
  void silenceAt_restNeverComes_connectionStaysOpen() {
    Fault fault = proxy.add(Fault.silenceAt(3).once());
    RespClient client = client();

    assertNoReply(client, "GET", "a");
    assertNoReply(client, "PING");
    assertThat(proxy.open()).isEqualTo(1);
    assertThat(fault.applied()).isEqualTo(1);
    assertThat(client().call("PING").text()).isEqualTo("PONG");
  }

  @Test
  void replaceReply_nthOnly_commandIsDone() {
    proxy.add(Fault.replaceReply("$-5\r\n").to("INCR").nth(2));
    RespClient client = client();

    assertThat(client.call("INCR", "n").number()).isEqualTo(1);
    assertThat(client.call("INCR", "n").isNull()).isTrue();
    assertThat(client.call("INCR", "n").number()).isEqualTo(3);
  }

  @Test
  void answer_serverNeverSeesIt_andPipelinesKeepTheirOrder() {
    Fault fault = proxy.add(Fault.answer("-READONLY You can't write.\r\n").to("SET"));
    RespClient client = client();
    client.send("GET", "a");
    client.send("SET", "a", "9");
    client.send("GET", "a");

    assertThat(client.read().text()).isEqualTo("1");
    assertThat(client.read().text()).startsWith("READONLY");
    assertThat(client.read().text()).isEqualTo("1");
    assertThat(client.call("SET", "a", "9").isError()).isTrue();
    proxy.remove(fault);
    assertThat(client.call("SET", "a", "9").text()).isEqualTo("OK");
    assertThat(proxy.faults(Fault.Kind.ANSWER)).isEqualTo(2);
  }

  @Test
  void doubleReply_shiftsAllThatFollow() {
    proxy.add(Fault.doubleReply().once());
    RespClient client = client();

    assertThat(client.call("GET", "a").text()).isEqualTo("1");
    assertThat(client.call("GET", "b").text()).isEqualTo("1");
    assertThat(client.call("PING").text()).isEqualTo("2");
  }

  @Test
  void swapReplies_ofAPipeline() {
    proxy.add(Fault.swapReplies().once());
    RespClient client = client();
    client.send("GET", "a");
    client.send("GET", "b");
    client.send("PING");

    assertThat(List.of(client.read().text(), client.read().text(), client.read().text()))
        .containsExactly("2", "1", "PONG");
  }

  @Test
  void insertBefore_aReplyThatNobodyAskedFor() {
    proxy.add(Fault.insertBefore("+SURPRISE\r\n").to(words -> words.contains("b")));
    RespClient client = client();

    assertThat(client.call("GET", "a").text()).isEqualTo("1");
    assertThat(client.call("GET", "b").text()).isEqualTo("SURPRISE");
    assertThat(client.read().text()).isEqualTo("2");
  }

  @Test
  void dropReplies_serverHasDoneIt_dropRequests_itHasNot() {
    RespClient client = client();
    Fault replies = proxy.add(Fault.dropReplies());
    assertNoReply(client, "SET", "a", "9");
    assertThat(redis.command("GET", "a").text()).isEqualTo("9");

    proxy.remove(replies);
    proxy.add(Fault.dropRequests().to("SET"));
    assertNoReply(client, "SET", "a", "10");
    assertThat(client.call("GET", "a").text()).isEqualTo("9");
  }

  @Test
  void onlyListener_pushesAreLost_commandsAndOthersPass() {
    RespClient listener = client();
    RespClient other = client();
    listener.call("HELLO", "3");
    listener.call("SUBSCRIBE", "c");
    Fault fault = proxy.add(Fault.dropReplies().pushes().onlyListener());

    assertThat(other.call("PUBLISH", "c", "lost").number()).isEqualTo(1);
    assertThat(listener.call("PING").text()).isEqualTo("PONG");
    assertThat(fault.applied()).isEqualTo(1);
    proxy.remove(fault);
    other.call("PUBLISH", "c", "heard");
    assertThat(listener.read().texts()).containsExactly("message", "c", "heard");
  }

  @Test
  void exceptListener_commandsAreLost_messagesOfResp2Pass() {
    RespClient listener = client();
    RespClient other = client();
    listener.call("SUBSCRIBE", "c");
    proxy.add(Fault.dropReplies().exceptListener());

    assertNoReply(other, "PUBLISH", "c", "heard");
    assertThat(listener.read().texts()).containsExactly("message", "c", "heard");
  }

  @Test
  void withProbability_isSeeded() {
    assertThat(hits(5)).isEqualTo(hits(5)).isNotEqualTo(hits(6));
  }

  private List<Integer> hits(long seed) {
    Fault fault = proxy.add(Fault.replaceReply("+HIT\r\n").withProbability(0.3, seed));
    RespClient client = client();
    List<Integer> hits = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      if (client.call("PING").text().equals("HIT")) {
        hits.add(i);
      }
    }
    proxy.remove(fault);
    assertThat(hits).hasSize(fault.applied()).hasSizeBetween(5, 30);
    return hits;
  }
}
