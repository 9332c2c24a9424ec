package dev.homeroom.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: the correlation id, and the time at which it began.
 *
 * @param correlationId {@code [A-Za-z0-9._-]{1,64}}: the caller's, or a random one
 * @param begunNanos when it began, by the ticker
 * @param ticker nanoseconds since any moment
 * @param clock the wall clock
 */
public record Exchange(String correlationId, long begunNanos, LongSupplier ticker, Clock clock) {
  /** The header that brings the correlation id in and out. */
  public static final String CORRELATION_HEADER = "X-Correlation-Id";

  private static final String PROPERTY = Exchange.class.getName();
  private static final int MAX_ID = 64;

  /** Begins an exchange now, with the caller's correlation id if it is valid. */
  public static Exchange begin(@Nullable String wantedId) {
    String id = wantedId != null && isSafe(wantedId) ? wantedId : newId();
    return new Exchange(id, System.nanoTime(), System::nanoTime, Clock.systemUTC());
  }

  /** Begins an exchange now, for a request that no JAX-RS filter handles. */
  public static Exchange ofServlet(HttpServletRequest request) {
    return begin(request.getHeader(CORRELATION_HEADER));
  }

  /** Returns the request's exchange, which a filter has begun; begins one if none has. */
  public static Exchange of(HttpServletRequest request) {
    if (request.getAttribute(PROPERTY) instanceof Exchange exchange) {
      return exchange;
    }
    Exchange exchange = ofServlet(request);
    request.setAttribute(PROPERTY, exchange);
    return exchange;
  }

  /** Returns the request's exchange; begins one if no filter has done so. */
  static Exchange of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof Exchange exchange) {
      return exchange;
    }
    Exchange exchange = begin(request.getHeaderString(CORRELATION_HEADER));
    request.setProperty(PROPERTY, exchange);
    return exchange;
  }

  /** Returns the time since it began, in hundredths of a millisecond, at least 0. */
  long elapsedHundredths() {
    return Math.max(0, (ticker.getAsLong() - begunNanos) / 10_000);
  }

  private static boolean isSafe(String id) {
    if (id.isEmpty() || id.length() > MAX_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static String newId() {
    // The id is no secret, so a SecureRandom, for which requests wait in turn, is not needed.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
