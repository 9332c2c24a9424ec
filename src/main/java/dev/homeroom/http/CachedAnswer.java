package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import dev.homeroom.cache.UtcText;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a cached GET: the envelope of source, age and duration around payloads that are
 * written as they were stored, never parsed. The answer filter completes it by the headers that say
 * how they were found, and by 304 if the caller has the same bytes: it alone knows the request on
 * this platform.
 *
 * <p>If Redis is down: the same answer with another {@code source}.
 */
public final class CachedAnswer {
  private static final byte[] NOTHING = {};

  private CachedAnswer() {}

  /**
   * Answers a dashboard.
   *
   * @param dashboard its name, for instance {@code teacher}
   * @param widgets by name, in the order in which they are written; not empty
   */
  public static Response dashboard(
      String dashboard, Subject subject, Map<String, Cached<?>> widgets) {
    return answer(entity(dashboard, subject, widgets));
  }

  static CachedEntity entity(String dashboard, Subject subject, Map<String, Cached<?>> widgets) {
    Bytes head = new Bytes();
    head.ascii("{\"dashboard\":").text(dashboard).ascii(",\"subject\":{\"id\":").text(subject.id());
    head.ascii(",\"name\":").text(subject.name()).ascii(",\"school_id\":");
    textOrNull(head, subject.schoolId()).ascii("},\"widgets\":{");
    byte[] opening = head.toArray();
    return entity(widgets.values(), opening, body -> dashboard(body, opening, widgets));
  }

  /** Answers one value: {@code data} is its payload. */
  public static Response of(Cached<?> value) {
    return single(value, NOTHING);
  }

  /** Answers one page of a list: {@code data} is the payload, {@code page} stands beside it. */
  public static Response list(Cached<?> value, Page page) {
    String text =
        ",\"page\":{\"number\":%d,\"size\":%d,\"total\":%d}"
            .formatted(page.number(), page.size(), page.total());
    return single(value, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Response single(Cached<?> value, byte[] paging) {
    byte[] payload = value.payload();
    return answer(entity(List.of(value), paging, body -> body.raw(payload).raw(paging)));
  }

  private static void dashboard(Bytes body, byte[] opening, Map<String, Cached<?>> widgets) {
    body.raw(opening);
    boolean first = true;
    for (Map.Entry<String, Cached<?>> widget : widgets.entrySet()) {
      widget(first ? body : body.ascii(","), widget.getKey(), widget.getValue());
      first = false;
    }
    body.ascii("}}");
  }

  private static void widget(Bytes body, String name, Cached<?> value) {
    body.text(name).ascii(":{\"source\":\"").ascii(value.source().text()).ascii("\",\"age_ms\":");
    body.number(value.ageMillis()).ascii(",\"stale\":").flag(value.stale());
    body.ascii(",\"as_of\":\"").ascii(UtcText.of(value.loadedMillis())).ascii("\",\"data\":");
    body.raw(value.payload()).ascii("}");
  }

  private static CachedEntity entity(
      Collection<? extends Cached<?>> values, byte[] more, Consumer<Bytes> data) {
    return new CachedEntity(CacheHeaders.of(values), ETags.weak(values, more), data);
  }

  private static Response answer(CachedEntity entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static Bytes textOrNull(Bytes body, @Nullable String text) {
    return text == null ? body.ascii("null") : body.text(text);
  }
}
