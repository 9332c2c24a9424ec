package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.RedisServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A server that freezes while a large value is sent to it holds the writer for a while only. */
class FrozenWhileWritingTest {
  /** More than the buffers of both ends of a connection take. */
  private static final int MORE_THAN_FITS = 32 * 1024 * 1024;

  private static final Duration REPLY = Duration.ofMillis(250);
  private static final Duration OPERATION = Duration.ofMillis(300);

  /** Runs on a thread of its own what may never end; returns what it threw. */
  private static Throwable thrownBy(Runnable call) throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread thread = new Thread(() -> ended.complete(catchThrowable(call::run)));
    thread.setDaemon(true);
    long begun = System.nanoTime();
    thread.start();
    Throwable thrown = ended.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(Promised.within(OPERATION.plusMillis(200)));
    return thrown;
  }

  @Test
  void serverIsFrozen_aLargeValueIsSet_isNoAnswerInTime_andServesOnceItIsThawed() throws Exception {
    KnownCells known = new KnownCells();
    try (RedisServer server = RedisServer.started();
        TestRedis redis =
            new TestRedis.Plan(server.url())
                .waits(REPLY, OPERATION)
                .known(known)
                .build()
                .connected()) {
      Numbered numbered = new Numbered(redis.tier(), known);
      byte[] value = new byte[MORE_THAN_FITS];
      Arrays.fill(value, (byte) '1');
      // So that it is the value that is written, and not what a new connection says first.
      RedisTierTest.await(() -> isLargeOpen(redis, numbered));
      server.freeze();
      try {
        Throwable thrown = thrownBy(() -> numbered.put(1, value));
        assertThat(thrown).isInstanceOf(TierFailedException.class).hasMessage("no answer in time");
        assertThat(redis.endpoint().idleLarge()).as("connections kept").isZero();
      } finally {
        server.thaw();
      }
      RedisTierTest.await(() -> served(numbered));
    }
  }

  private static boolean isLargeOpen(TestRedis redis, Numbered numbered) {
    byte[] large = new byte[2 * Command.LARGE_BYTES];
    Arrays.fill(large, (byte) '1');
    try {
      numbered.put(1, large);
    } catch (TierFailedException e) {
      return false;
    }
    return redis.endpoint().idleLarge() == 1;
  }

  private static boolean served(Numbered numbered) {
    numbered.tryToPut(2);
    return "2".equals(numbered.tryToGet(2));
  }

  /** A connection to somebody who takes it and reads nothing. */
  private static final class Silent implements AutoCloseable {
    private final ServerSocket server = new ServerSocket();
    private final DeadlineSocket socket;
    private final Socket other;

    Silent(Duration time) throws IOException {
      // Else the system may take all of it for somebody who does not read.
      server.setReceiveBufferSize(64 * 1024);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket = new DeadlineSocket(time, Deadline.in(time, System::nanoTime));
      socket.connect(server.getLocalSocketAddress(), 10_000);
      other = server.accept();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      other.close();
      server.close();
    }
  }

  @Test
  void write_endsByTheDeadline_andWhatFollowsItAtOnce() throws Exception {
    try (Silent silent = new Silent(OPERATION)) {
      OutputStream out = silent.socket.getOutputStream();
      assertThat(
              thrownBy(
                  () -> {
                    try {
                      out.write(new byte[MORE_THAN_FITS]);
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  }))
          .hasCauseInstanceOf(SocketTimeoutException.class);
      // As the last word of TLS, which comes after the deadline.
      assertThatThrownBy(() -> out.write(1)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void closedByAnother_aWaitingReadAndAWaitingWriteEnd() throws Exception {
    try (Silent silent = new Silent(Promised.NEVER.multipliedBy(2))) {
      DeadlineSocket patient =
          new DeadlineSocket(
              Promised.NEVER.multipliedBy(2),
              Deadline.in(Promised.NEVER.multipliedBy(2), System::nanoTime));
      patient.connect(silent.server.getLocalSocketAddress(), 10_000);
      CompletableFuture<Integer> reads = new CompletableFuture<>();
      CompletableFuture<Integer> writes = new CompletableFuture<>();
      Thread reader = start(reads, () -> patient.getInputStream().read());
      Thread writer =
          start(
              writes,
              () -> {
                patient.getOutputStream().write(new byte[MORE_THAN_FITS]);
                return 0;
              });
      RedisTierTest.await(() -> waits(reader) && waits(writer));
      patient.close();
      assertEndsClosed(reads);
      assertEndsClosed(writes);
    }
  }

  /** Returns whether a thread waits in the system for its socket. */
  private static boolean waits(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("select"));
  }

  private interface Call {
    int run() throws IOException;
  }

  private static Thread start(CompletableFuture<Integer> ended, Call call) {
    Thread thread =
        new Thread(
            () -> {
              try {
                ended.complete(call.run());
              } catch (IOException | RuntimeException e) {
                ended.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void assertEndsClosed(CompletableFuture<Integer> ended)
      throws InterruptedException, TimeoutException {
    try {
      ended.get(Promised.NEVER.toSeconds(), TimeUnit.SECONDS);
      throw new AssertionError("it ended well");
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(IOException.class);
      assertThat(e.getCause()).isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void bytesOfBothWays_arriveAsTheyWere_alsoMoreThanFit() throws Exception {
    try (Silent silent = new Silent(Promised.NEVER)) {
      byte[] sent = new byte[MORE_THAN_FITS / 4];
      new Random(1).nextBytes(sent);
      CompletableFuture<Integer> writes = new CompletableFuture<>();
      start(
          writes,
          () -> {
            silent.socket.getOutputStream().write(sent);
            return 0;
          });
      assertThat(silent.other.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
      silent.other.getOutputStream().write("reply".getBytes(StandardCharsets.US_ASCII));
      silent.other.shutdownOutput();
      assertThat(silent.socket.getInputStream().readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("reply");
    }
  }
}
