package dev.homeroom.http;

import dev.homeroom.cache.Cached;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Builds the response to a cached GET: the envelope of source, age and duration around payloads
 * that are written as they were stored, never parsed; {@link DashboardAnswer} does for dashboards.
 * The answer filter, which alone knows the request, adds the cache headers, and answers 304 if the
 * caller has the same bytes.
 *
 * <p>If Redis is down: the same answer with another {@code source}.
 */
public final class CachedAnswer {
  private static final byte[] NOTHING = {};

  private CachedAnswer() {}

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
    return list(
        rowsAndTotal.get(0),
        query.page(Long.parseLong(new String(digits, StandardCharsets.US_ASCII))));
  }

  /** Answers one page of a list, whose rows stand in a value. */
  public static Response list(Cached<?> rows, Page page) {
    String text =
        ",\"page\":{\"number\":%d,\"size\":%d,\"total\":%d}"
            .formatted(page.number(), page.size(), page.total());
    return single(rows, text.getBytes(StandardCharsets.US_ASCII));
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

  static Response answer(CachedEntity entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
