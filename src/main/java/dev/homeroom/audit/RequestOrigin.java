package dev.homeroom.audit;

import dev.homeroom.http.ClientOrigin;
import dev.homeroom.http.Exchange;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Where a request came from.
 *
 * @param address the client's address, behind trusted proxies too; empty for what the server does
 *     by itself
 * @param correlationId the id that the answer names; empty for what the server does by itself
 */
public record RequestOrigin(String address, String correlationId) {
  /** The origin of what the server does by itself. */
  public static final RequestOrigin SERVER = new RequestOrigin("", "");

  /** Returns the origin of a request. */
  public static RequestOrigin of(HttpServletRequest request) {
    return new RequestOrigin(
        ClientOrigin.of(request).addressText(), Exchange.of(request).correlationId());
  }
}
