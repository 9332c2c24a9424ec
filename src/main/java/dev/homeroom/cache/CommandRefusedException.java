package dev.homeroom.cache;

/**
 * Thrown by {@link CacheCommands} when a command was refused and has changed nothing. The message
 * is Redis' own, in every state, for instance {@code ERR value is not an integer or out of range}.
 */
public final class CommandRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with Redis' words. */
  public CommandRefusedException(String message) {
    super(message);
  }

  /** Returns the first word of the message: {@code ERR}, {@code WRONGTYPE}, {@code OOM}. */
  public String code() {
    return String.valueOf(getMessage()).split(" ", 2)[0];
  }
}
