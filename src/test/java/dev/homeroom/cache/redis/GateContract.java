package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.cache.spi.TierFailure.Weight;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What the gate promises; with the annotations of CDI it must promise the same. */
public abstract class GateContract {
  /** Returns the gate. */
  abstract Gate gate();

  private static RuntimeException lost() {
    return new JedisConnectionException("Unexpected end of stream.");
  }

  /** Sends a command whose tries end as given, the last one for all that follow. */
  private Reply call(boolean idempotent, AtomicInteger tries, RuntimeException... failures) {
    Supplier<String> attempt =
        () -> {
          int number = tries.getAndIncrement();
          if (number < failures.length) {
            throw failures[number];
          }
          return "answered";
        };
    Command<String> command = new Command<>("get", idempotent, 0, connection -> attempt.get());
    return gate().call(command, Deadline.in(Duration.ofSeconds(5), System::nanoTime));
  }

  @Test
  void call_answered_isItsReply() {
    AtomicInteger tries = new AtomicInteger();
    assertThat(call(true, tries).value()).isEqualTo("answered");
    assertThat(tries).hasValue(1);
  }

  @Test
  void call_lostConnection_isTriedOnceMore() {
    AtomicInteger tries = new AtomicInteger();
    assertThat(call(true, tries, lost()).value()).isEqualTo("answered");
    assertThat(tries).hasValue(2);
  }

  @Test
  void call_lostTwice_isTheSortedFailure_andNotTriedAThirdTime() {
    AtomicInteger tries = new AtomicInteger();
    TierFailure failure = call(true, tries, lost(), lost(), lost()).failure();
    assertThat(failure).isEqualTo(new TierFailure(Weight.COUNTED, "connection lost"));
    assertThat(tries).hasValue(2);
  }

  @Test
  void call_lostAndNotIdempotent_isNotTriedAgain() {
    AtomicInteger tries = new AtomicInteger();
    assertThat(call(false, tries, lost()).failure().reason()).isEqualTo("connection lost");
    assertThat(tries).hasValue(1);
  }

  @Test
  void call_noAnswerInTime_isNotTriedAgain() {
    AtomicInteger tries = new AtomicInteger();
    RuntimeException late =
        new JedisConnectionException(new SocketTimeoutException("Read timed out"));
    assertThat(call(true, tries, late).failure())
        .isEqualTo(new TierFailure(Weight.COUNTED, "no answer in time"));
    assertThat(tries).hasValue(1);
  }

  @Test
  void call_errorReply_isSorted_andNotTriedAgain() {
    AtomicInteger tries = new AtomicInteger();
    RuntimeException error = new JedisDataException("READONLY You can't write");
    assertThat(call(true, tries, error).failure().weight()).isEqualTo(Weight.AT_ONCE);
    assertThat(tries).hasValue(1);
  }

  @Test
  void call_unknownError_isCounted() {
    AtomicInteger tries = new AtomicInteger();
    assertThat(call(true, tries, new NegativeArraySizeException("-5")).failure())
        .isEqualTo(
            new TierFailure(Weight.COUNTED, "an unreadable reply: NegativeArraySizeException"));
    assertThat(tries).hasValue(1);
  }
}
