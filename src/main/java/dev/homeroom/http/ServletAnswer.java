package dev.homeroom.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cached response outside JAX-RS: status, headers and body as {@link AnswerFilter} does.
 */
final class ServletAnswer {
  private ServletAnswer() {}

  static void write(HttpServletRequest request, HttpServletResponse response, CachedEntity entity)
      throws IOException {
    Exchange exchange = Exchange.of(request);
    response.setHeader(Exchange.CORRELATION_HEADER, exchange.correlationId());
    response.setHeader(HttpHeaders.CACHE_CONTROL, AnswerFilter.PRIVATE);
    response.setContentType(MediaType.APPLICATION_JSON);
    entity.forEachHeader(response::setHeader);
    if (entity.isKnown(list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    JsonBuffer body = entity.body(exchange);
    response.setContentLength(body.length());
    body.writeTo(response.getOutputStream());
  }

  /** Returns the lines of a header as one list (RFC 9110 §5.3); null if there are none. */
  private static @Nullable String list(Enumeration<String> lines) {
    return lines.hasMoreElements() ? String.join(", ", Collections.list(lines)) : null;
  }
}
