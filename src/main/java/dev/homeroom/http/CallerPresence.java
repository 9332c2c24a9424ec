package dev.homeroom.http;

/**
 * Tells whether the caller of one request still waits for the answer. A resource passes it to work
 * that may wait long, so that the work is dropped if the caller has hung up.
 */
public interface CallerPresence {
  /** A caller that cannot be checked, and counts as present. */
  CallerPresence ASSUMED =
      new CallerPresence() {
        @Override
        public String address() {
          return "";
        }

        @Override
        public boolean isGone() {
          return false;
        }
      };

  /**
   * Returns the client address of the request, by which places in a queue are shared; empty if it
   * is not known. A school is one address, and so is a proxy.
   */
  String address();

  /**
   * Returns whether the caller has certainly hung up; false if that is unknown. May take some
   * milliseconds, must not throw, and may be called by any thread, also after the request's end.
   * The answer may be some milliseconds old.
   */
  boolean isGone();
}
