package dev.homeroom.cache.spi;

/**
 * Thrown when a tier cannot run commands. No caller of the cache sees this. Has no stack trace: it
 * is thrown at the rate of requests.
 */
public final class CommandsFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean mayHaveRun;

  /**
   * Makes one.
   *
   * @param mayHaveRun whether the tier may have run some of the commands, or may do so yet
   */
  public CommandsFailedException(String reason, boolean mayHaveRun) {
    super(reason, null, false, false);
    this.mayHaveRun = mayHaveRun;
  }

  /** Returns whether the tier may have run some of the commands; false: none, and it never will. */
  public boolean mayHaveRun() {
    return mayHaveRun;
  }
}
