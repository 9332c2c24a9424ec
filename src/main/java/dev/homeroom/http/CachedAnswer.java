package dev.homeroom.http;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.time.UtcText;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds the response to a cached GET: the envelope of source, age and duration around payloads
 * that are written as they were stored, never parsed. The answer filter, which alone knows the
 * request, adds the cache headers, and answers 304 if the caller has the same bytes.
 *
 * <p>If Redis is down: the same answer with another {@code source}.
 */
public final class CachedAnswer {
  private static final byte[] NOTHING = {};

  private CachedAnswer() {}

  /**
   * Answers a dashboard. A widget that failed has an {@code error} in place of its data, and the
   * response then has no entity tag, since it is incomplete.
   *
   * @param dashboard its name, for instance {@code teacher}
   * @param widgets by name, in the order in which they are written; at least one has a value, and
   *     the outer fields describe those that have one
   */
  public static Response dashboard(
      String dashboard, Subject subject, Map<String, Answer<?>> widgets) {
    return answer(entity(dashboard, subject, widgets));
  }

  static CachedEntity entity(String dashboard, Subject subject, Map<String, Answer<?>> widgets) {
    JsonBuffer head = new JsonBuffer();
    head.ascii("{\"dashboard\":").text(dashboard).ascii(",\"subject\":{\"id\":").text(subject.id());
    head.ascii(",\"name\":").text(subject.name()).ascii(",\"school_id\":");
    textOrNull(head, subject.schoolId()).ascii("},\"widgets\":{");
    byte[] opening = head.toArray();
    List<Cached<?>> had = new ArrayList<>(widgets.size());
    for (Answer<?> widget : widgets.values()) {
      Cached<?> value = widget.value();
      if (value != null) {
        had.add(value);
      }
    }
    return new CachedEntity(
        CacheHeaders.of(had),
        had.size() == widgets.size() ? ETags.weak(had, opening) : null,
        body -> dashboard(body, opening, widgets));
  }

  /** Answers one value: {@code data} is its payload. */
  public static Response of(Cached<?> value) {
    return single(value, NOTHING);
  }

  /** Answers one thing with a version, which is its entity tag; see {@link VersionTag}. */
  public static Response of(Cached<?> value, int version) {
    byte[] payload = value.payload();
    CachedEntity entity =
        new CachedEntity(
            CacheHeaders.of(List.of(value)), VersionTag.of(version), body -> body.raw(payload));
    return VersionTag.put(Response.ok(entity, MediaType.APPLICATION_JSON_TYPE), version).build();
  }

  /**
   * Answers one page of a list: {@code data} is the payload, {@code page} stands beside it.
   *
   * @param rowsAndTotal the list's two entries: the rows of the page, and the number of all rows
   */
  public static Response list(List<Cached<?>> rowsAndTotal, ListQuery query) {
    // JSON writes a number as its digits.
    byte[] digits = rowsAndTotal.get(1).payload();
    Page page = query.page(Long.parseLong(new String(digits, StandardCharsets.US_ASCII)));
    String text =
        ",\"page\":{\"number\":%d,\"size\":%d,\"total\":%d}"
            .formatted(page.number(), page.size(), page.total());
    return single(rowsAndTotal.get(0), text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Response single(Cached<?> value, byte[] paging) {
    byte[] payload = value.payload();
    List<Cached<?>> values = List.of(value);
    return answer(
        new CachedEntity(
            CacheHeaders.of(values),
            ETags.weak(values, paging),
            body -> body.raw(payload).raw(paging)));
  }

  private static void dashboard(JsonBuffer body, byte[] opening, Map<String, Answer<?>> widgets) {
    body.raw(opening);
    boolean first = true;
    for (Map.Entry<String, Answer<?>> widget : widgets.entrySet()) {
      (first ? body : body.ascii(",")).text(widget.getKey()).ascii(":");
      widget(body, widget.getValue());
      first = false;
    }
    body.ascii("}}");
  }

  private static void widget(JsonBuffer body, Answer<?> widget) {
    Cached<?> value = widget.value();
    if (value == null) {
      body.ascii("{");
      error(body, Failures.problem(Objects.requireNonNull(widget.failure())).code());
      body.ascii("}");
      return;
    }
    body.ascii("{\"source\":\"").ascii(value.source().text()).ascii("\",\"age_ms\":");
    body.number(value.ageMillis()).ascii(",\"stale\":").flag(value.stale());
    body.ascii(",\"as_of\":\"").ascii(UtcText.of(value.loadedMillis())).ascii("\",\"data\":");
    body.raw(value.payload()).ascii("}");
  }

  /** Appends the member that stands in place of data. */
  static void error(JsonBuffer body, ErrorCode code) {
    body.ascii("\"error\":{\"code\":").text(code.name());
    body.ascii(",\"title\":").text(code.title()).ascii("}");
  }

  private static Response answer(CachedEntity entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static JsonBuffer textOrNull(JsonBuffer body, @Nullable String text) {
    return text == null ? body.ascii("null") : body.text(text);
  }
}
