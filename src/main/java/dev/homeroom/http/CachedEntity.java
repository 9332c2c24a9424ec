package dev.homeroom.http;

import dev.homeroom.time.UtcText;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cached response that the answer filter completes, or {@link ServletAnswer}.
 *
 * @param found the cache headers of its values
 * @param tag its weak entity tag; null if the response is incomplete
 * @param data appends the data and the fields behind it
 */
record CachedEntity(CacheHeaders found, @Nullable String tag, Consumer<JsonBuffer> data) {
  /** Hands over the headers that describe it, each once. */
  void forEachHeader(BiConsumer<String, String> header) {
    header.accept("X-Cache-Status", found.outcome().name());
    header.accept("Cache-Status", found.cacheStatus());
    if (tag != null) {
      header.accept(HttpHeaders.ETAG, tag);
    }
  }

  /** Returns whether the caller has the same bytes, and so is answered with 304. */
  boolean isKnown(@Nullable String ifNoneMatch) {
    return tag != null && ETags.matches(ifNoneMatch, tag);
  }

  /** Returns the whole body; the duration is last, so that it includes the making of the body. */
  JsonBuffer body(Exchange exchange) {
    JsonBuffer body = new JsonBuffer();
    body.ascii("{\"source\":\"").ascii(found.source().text()).ascii("\",\"age_ms\":");
    body.number(found.ageMillis()).ascii(",\"stale\":").flag(found.stale()).ascii(",\"data\":");
    data.accept(body);
    body.ascii(",\"timestamp\":\"").ascii(UtcText.of(exchange.clock().millis()));
    body.ascii("\",\"duration_ms\":").hundredths(exchange.elapsedHundredths()).ascii("}");
    return body;
  }
}
