package dev.homeroom.cache;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of the Redis-shaped commands since the start. There is one circuit breaker, since
 * there is one Redis; the commands are counted each by itself.
 *
 * @param state {@code closed} while Redis is in use, {@code half-open} while it is tried again,
 *     {@code open} while memory answers in its place; null without a Redis
 * @param all the sums of all commands
 * @param operations by {@code redis-} and the command's name in lower case, for instance {@code
 *     redis-get}; without commands that nobody has sent
 */
public record CircuitFigures(
    @Nullable String state, OperationCalls all, Map<String, OperationCalls> operations) {
  /** Copies the operations. */
  public CircuitFigures {
    operations = Map.copyOf(operations);
  }

  /**
   * The calls of a command, or of all. {@code requests} = {@code successes} + {@code failures} +
   * {@code rejects}, but for calls that run at the moment. A command of several keys that do not
   * live in one tier counts once a key.
   *
   * @param requests all of them
   * @param failures sent to Redis, which did not answer in time, or could not serve it; timeouts
   *     are among them
   * @param successes answered by Redis; with a refusal of the command too
   * @param rejects not sent, since Redis is not in use, or has an older value of the key
   * @param timeouts not answered in time
   * @param fallbacks answered by memory
   */
  public record OperationCalls(
      long requests, long failures, long successes, long rejects, long timeouts, long fallbacks) {}
}
