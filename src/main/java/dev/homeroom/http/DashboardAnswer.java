package dev.homeroom.http;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.time.UtcText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the response to a GET of a dashboard, as {@link CachedAnswer} does of one value. */
public final class DashboardAnswer {
  private DashboardAnswer() {}

  /**
   * Answers a dashboard. A widget that failed has an {@code error} in place of its data, and the
   * response then has no entity tag, since it is incomplete.
   *
   * @param dashboard its name, for instance {@code teacher}
   * @param widgets by name, in the order in which they are written; at least one has a value, and
   *     the outer fields describe those that have one
   */
  public static Response of(String dashboard, Subject subject, Map<String, Answer<?>> widgets) {
    return CachedAnswer.answer(entity(dashboard, subject, widgets));
  }

  /**
   * Writes what {@link #of} answers, as the response of a servlet filter before JAX-RS.
   *
   * @throws IOException if the caller is gone
   */
  public static void write(
      HttpServletRequest request,
      HttpServletResponse response,
      String dashboard,
      Subject subject,
      Map<String, Answer<?>> widgets)
      throws IOException {
    ServletAnswer.write(request, response, entity(dashboard, subject, widgets));
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
        body -> write(body, opening, widgets));
  }

  private static void write(JsonBuffer body, byte[] opening, Map<String, Answer<?>> widgets) {
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

  private static JsonBuffer textOrNull(JsonBuffer body, @Nullable String text) {
    return text == null ? body.ascii("null") : body.text(text);
  }
}
