package dev.homeroom.cache.commands;

import dev.homeroom.cache.spi.CommandRefusal;

/** Thrown within memory's commands for a command that is refused. Has no stack trace. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient CommandRefusal refusal;

  /** Makes one with Redis' own words. */
  RefusedException(String message) {
    super(message, null, false, false);
    this.refusal = new CommandRefusal(message);
  }

  CommandRefusal refusal() {
    return refusal;
  }
}
