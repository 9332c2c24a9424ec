package dev.homeroom.cache.redis;

import dev.homeroom.cache.spi.Circuit;
import dev.homeroom.cache.spi.TierFailedException;
import dev.homeroom.cache.spi.TierFailure;
import dev.homeroom.time.Ticker;
import java.time.Duration;

/**
 * Sends the commands of requests: asks the circuit breaker, calls the gate, and reports the result
 * to the circuit breaker. While the state is not REDIS it uses no socket.
 */
final class Redis {
  private static final TierFailure NO_TIME = TierFailure.miss("no time is left for the command");

  /** The part of its time that an operation must have had before Redis is to blame. */
  private static final double WHOLE = 0.9;

  private final Circuit circuit;
  private final Gate gate;
  private final Ticker ticker;
  private final Duration operationTimeout;
  private final CommandTimer times;
  private final MissingRights rights;

  Redis(Circuit circuit, Gate gate, Ticker ticker, Duration operationTimeout, CommandTimer times) {
    this.circuit = circuit;
    this.gate = gate;
    this.ticker = ticker;
    this.operationTimeout = operationTimeout;
    this.times = times;
    this.rights = new MissingRights(ticker);
  }

  /** Returns the moment by which an operation that begins now must have ended. */
  Deadline deadline() {
    return Deadline.in(operationTimeout, ticker);
  }

  /** Sends a command that has all the time of an operation. */
  <T> T ask(Command<T> command) {
    return ask(command, deadline());
  }

  /**
   * Sends a command that is one of several with one deadline.
   *
   * @throws TierFailedException if Redis is not in use, or did not answer by the deadline
   */
  <T> T ask(Command<T> command, Deadline deadline) {
    if (!circuit.isClosed()) {
      throw new TierFailedException(TierFailure.NOT_IN_USE);
    }
    long left = deadline.leftNanos(operationTimeout);
    if (left <= 0) {
      throw new TierFailedException(NO_TIME);
    }
    long begun = ticker.nanos();
    Reply reply = gate.call(command, deadline);
    long nanos = ticker.nanos() - begun;
    TierFailure failure = reply.failure();
    times.took(command.name(), nanos, failure == null);
    if (failure != null) {
      throw failed(failure, reply.mayHaveRun(), left);
    }
    // Opening takes long if Redis is far away, and happens once per connection.
    circuit.succeeded(nanos - reply.openingNanos());
    return command.valueOf(reply);
  }

  /**
   * Sends a command in any state, for the recovery; tells the circuit breaker nothing.
   *
   * @throws TierFailedException if Redis did not answer by the deadline
   */
  <T> T askInRecovery(Command<T> command) {
    Reply reply = gate.call(command, deadline());
    TierFailure failure = reply.failure();
    if (failure != null) {
      throw new TierFailedException(failure, reply.mayHaveRun());
    }
    return command.valueOf(reply);
  }

  /** Reports a failure to the circuit breaker, unless the call had too little time. */
  private TierFailedException failed(TierFailure failure, boolean mayHaveRun, long leftNanos) {
    if (leftNanos < operationTimeout.toNanos() * WHOLE && failure.equals(RedisFailure.LATE)) {
      return new TierFailedException(NO_TIME, mayHaveRun);
    }
    circuit.failed(failure);
    if (failure.weight() == TierFailure.Weight.MISS) {
      rights.tell(failure);
    }
    return new TierFailedException(failure, mayHaveRun);
  }
}
