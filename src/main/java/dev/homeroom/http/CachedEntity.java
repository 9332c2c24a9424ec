package dev.homeroom.http;

import dev.homeroom.time.UtcText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cached response that the answer filter completes.
 *
 * @param found the cache headers of its values
 * @param tag its weak entity tag; null if the response is incomplete
 * @param data appends the data and the fields behind it
 */
record CachedEntity(CacheHeaders found, @Nullable String tag, Consumer<JsonBuffer> data) {
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
