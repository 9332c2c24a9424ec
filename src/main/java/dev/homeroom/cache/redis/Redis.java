package dev.homeroom.cache.redis;

import dev.homeroom.cache.Circuit;
import dev.homeroom.cache.Ticker;
import dev.homeroom.cache.TierFailedException;
import dev.homeroom.cache.TierFailure;
import java.time.Duration;

/**
 * Redis as requests see it: asks the circuit, passes the gate, tells the circuit. While the state
 * is not REDIS no socket is touched.
 */
final class Redis {
  private static final TierFailure NOT_IN_USE =
      new TierFailure(TierFailure.Weight.MISS, "Redis is not in use");

  private final Circuit circuit;
  private final Gate gate;
  private final Ticker ticker;
  private final Duration operationTimeout;
  private final CommandTimes times;

  Redis(Circuit circuit, Gate gate, Ticker ticker, Duration operationTimeout, CommandTimes times) {
    this.circuit = circuit;
    this.gate = gate;
    this.ticker = ticker;
    this.operationTimeout = operationTimeout;
    this.times = times;
  }

  /**
   * Sends a command.
   *
   * @throws TierFailedException if Redis is not in use, or did not answer by the deadline
   */
  <T> T ask(Command<T> command) {
    if (!circuit.isClosed()) {
      throw new TierFailedException(NOT_IN_USE);
    }
    long begun = ticker.nanos();
    Reply reply = gate.call(command, Deadline.in(operationTimeout, ticker));
    long nanos = ticker.nanos() - begun;
    TierFailure failure = reply.failure();
    times.took(command.name(), nanos, failure == null);
    if (failure != null) {
      circuit.failed(failure);
      throw new TierFailedException(failure);
    }
    // Opening is dear where Redis is far away, and happens once for each connection.
    circuit.succeeded(nanos - reply.openingNanos());
    return command.valueOf(reply);
  }
}
