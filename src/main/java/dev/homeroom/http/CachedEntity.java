package dev.homeroom.http;

import dev.homeroom.time.UtcText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cached answer on its way to the answer filter.
 *
 * @param found what is to be said of its values together
 * @param tag its weak entity tag; null if something is missing that may be there next time
 * @param data appends the data, and what stands right behind it
 */
record CachedEntity(CacheHeaders found, @Nullable String tag, Consumer<JsonBuffer> data) {
  /** Returns the whole body; the duration stands last, so that it covers the making. */
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
