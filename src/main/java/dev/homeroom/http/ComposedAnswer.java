package dev.homeroom.http;

import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts one value together from several answers of the cache: JSON in which their payloads stand as
 * they were stored. It is as old as the oldest of them, stale if any is, and came from the one
 * farthest from Redis.
 */
public final class ComposedAnswer {
  private final JsonBuffer body = new JsonBuffer();
  private final List<Cached<?>> values = new ArrayList<>();

  /** Appends our own names and punctuation: ASCII, unescaped. */
  public ComposedAnswer json(String ascii) {
    body.ascii(ascii);
    return this;
  }

  /** Appends a JSON string: any text, quoted and escaped. */
  public ComposedAnswer text(String text) {
    body.text(text);
    return this;
  }

  /** Appends a number. */
  public ComposedAnswer number(long number) {
    body.number(number);
    return this;
  }

  /** Appends {@code "data":} and the payload of an answer, or {@code "error":} and its reason. */
  public ComposedAnswer part(Answer<?> answer) {
    Cached<?> value = answer.value();
    if (value == null) {
      DashboardAnswer.error(
          body, Failures.problem(Objects.requireNonNull(answer.failure())).code());
      return this;
    }
    body.ascii("\"data\":").raw(value.payload());
    return from(value);
  }

  /**
   * Appends the payload of a value, a JSON object that is not empty, with one more member before
   * its own.
   *
   * @param member its name: ASCII, unescaped
   * @param text null for JSON's null
   */
  public ComposedAnswer object(Cached<?> value, String member, @Nullable String text) {
    body.ascii("{\"").ascii(member).ascii("\":");
    (text == null ? body.ascii("null") : body.text(text)).ascii(",");
    byte[] payload = value.payload();
    body.raw(Arrays.copyOfRange(payload, 1, payload.length));
    return from(value);
  }

  /** Appends the JSON of an object that was made of values, each of which {@link #from} counts. */
  public ComposedAnswer made(Object object) {
    body.raw(Json.bytes(object));
    return this;
  }

  /** Appends the payload of a value. */
  public ComposedAnswer payload(Cached<?> value) {
    body.raw(value.payload());
    return from(value);
  }

  /** Counts a value of which figures were written by other methods. */
  public ComposedAnswer from(Cached<?> value) {
    values.add(value);
    return this;
  }

  /** Returns the value; the JSON is complete. */
  public Answer<?> answer() {
    return Answer.of(value());
  }

  /** Returns the same as {@link #answer}, for one value that is had. */
  public Cached<?> value() {
    return new ComposedValue(List.copyOf(values), body.toArray());
  }
}
