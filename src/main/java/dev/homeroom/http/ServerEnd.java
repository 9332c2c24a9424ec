package dev.homeroom.http;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether this server is about to end. From the announcement on requests are still answered, and
 * each answer closes its connection, so that the next request goes to another server.
 */
@ApplicationScoped
public class ServerEnd {
  private volatile boolean near;

  /** Announces the end; there is no way back. */
  public void announce() {
    near = true;
  }

  /** Returns whether the end has been announced. */
  public boolean isNear() {
    return near;
  }
}
