package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a cached GET: the envelope of source, age and duration around payloads that are
 * copied as they were stored, never parsed; the headers that say how they were found; 304 if the
 * caller has the same bytes.
 *
 * <p>If Redis is down: the same answer with another {@code source}.
 */
public final class CachedAnswer {
  private static final int ENVELOPE_BYTES = 512;
  private static final int WIDGET_BYTES = 160;
  private static final int NOT_MODIFIED = 304;

  private CachedAnswer() {}

  /**
   * Answers a dashboard.
   *
   * @param dashboard its name, for instance {@code teacher}
   * @param widgets by name, in the order in which they are written; not empty
   */
  public static Response dashboard(
      ContainerRequestContext request,
      String dashboard,
      Subject subject,
      Map<String, Cached<?>> widgets) {
    Bytes head = new Bytes(WIDGET_BYTES);
    head.ascii("{\"dashboard\":").text(dashboard).ascii(",\"subject\":{\"id\":").text(subject.id());
    head.ascii(",\"name\":").text(subject.name()).ascii(",\"school_id\":");
    textOrNull(head, subject.schoolId()).ascii("},\"widgets\":{");
    byte[] opening = head.toArray();
    String tag = tag(widgets.values(), opening);
    CacheHeaders found = CacheHeaders.of(widgets.values());
    if (ETags.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      return headed(Response.status(NOT_MODIFIED), found, tag).build();
    }
    Bytes body = envelope(found, opening.length + size(widgets.values())).raw(opening);
    boolean first = true;
    for (Map.Entry<String, Cached<?>> widget : widgets.entrySet()) {
      widget(first ? body : body.ascii(","), widget.getKey(), widget.getValue());
      first = false;
    }
    return answer(body.ascii("}}"), Exchange.of(request), found, tag);
  }

  /** Answers one value: {@code data} is its payload. */
  public static Response of(ContainerRequestContext request, Cached<?> value) {
    return of(request, value, null);
  }

  /** Answers one page of a list: {@code data} is the payload, {@code page} stands beside it. */
  public static Response list(ContainerRequestContext request, Cached<?> value, Page page) {
    return of(request, value, page);
  }

  private static Response of(
      ContainerRequestContext request, Cached<?> value, @Nullable Page page) {
    CacheHeaders found = CacheHeaders.of(List.of(value));
    byte[] paging = page == null ? new byte[0] : pageMember(page);
    String tag = tag(List.of(value), paging);
    if (ETags.matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag)) {
      return headed(Response.status(NOT_MODIFIED), found, tag).build();
    }
    Bytes body = envelope(found, value.payload().length + paging.length);
    return answer(body.raw(value.payload()).raw(paging), Exchange.of(request), found, tag);
  }

  private static byte[] pageMember(Page page) {
    String text =
        ",\"page\":{\"number\":%d,\"size\":%d,\"total\":%d}"
            .formatted(page.number(), page.size(), page.total());
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String tag(Collection<? extends Cached<?>> values, byte[] more) {
    ETags tags = new ETags().add(more);
    for (Cached<?> value : values) {
      tags.add(value.payload());
    }
    return tags.weak();
  }

  private static int size(Collection<? extends Cached<?>> values) {
    int size = 0;
    for (Cached<?> value : values) {
      size += WIDGET_BYTES + value.payload().length;
    }
    return size;
  }

  private static Bytes envelope(CacheHeaders found, int dataBytes) {
    return new Bytes(ENVELOPE_BYTES + dataBytes)
        .ascii("{\"source\":\"")
        .ascii(found.source().text())
        .ascii("\",\"age_ms\":")
        .number(found.ageMillis())
        .ascii(",\"stale\":")
        .flag(found.stale())
        .ascii(",\"data\":");
  }

  private static void widget(Bytes body, String name, Cached<?> value) {
    body.text(name).ascii(":{\"source\":\"").ascii(value.source().text()).ascii("\",\"age_ms\":");
    body.number(value.ageMillis()).ascii(",\"stale\":").flag(value.stale());
    body.ascii(",\"as_of\":\"").ascii(UtcText.of(value.loadedMillis())).ascii("\",\"data\":");
    body.raw(value.payload()).ascii("}");
  }

  private static Bytes textOrNull(Bytes body, @Nullable String text) {
    return text == null ? body.ascii("null") : body.text(text);
  }

  /** The duration stands last, so that it covers the copying. */
  private static Response answer(Bytes body, Exchange exchange, CacheHeaders found, String tag) {
    body.ascii(",\"timestamp\":\"").ascii(UtcText.of(exchange.clock().millis()));
    body.ascii("\",\"duration_ms\":").hundredths(exchange.elapsedHundredths()).ascii("}");
    return headed(Response.ok(body.toArray(), MediaType.APPLICATION_JSON_TYPE), found, tag).build();
  }

  private static Response.ResponseBuilder headed(
      Response.ResponseBuilder response, CacheHeaders found, String tag) {
    return response
        .header("X-Cache-Status", found.outcome().name())
        .header("Cache-Status", found.cacheStatus())
        .header(HttpHeaders.CACHE_CONTROL, AnswerFilter.PRIVATE)
        .header(HttpHeaders.ETAG, tag);
  }
}
