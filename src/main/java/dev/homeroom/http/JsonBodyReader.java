package dev.homeroom.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads JSON bodies of at most 1 MB, with or without a stated length, strictly. What it refuses it
 * refuses with 400 and the field at fault, or 413.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public final class JsonBodyReader implements MessageBodyReader<Object> {
  /** 1 MB; SECURITY SEC29. */
  static final int MAX_BYTES = 1_000_000;

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return type != String.class
        && type != byte[].class
        && !InputStream.class.isAssignableFrom(type)
        && !java.io.Reader.class.isAssignableFrom(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    requireLength(headers.getFirst(HttpHeaders.CONTENT_LENGTH));
    return read(body.readNBytes(MAX_BYTES + 1), generic);
  }

  /** Reads a body of at most {@link #MAX_BYTES}. */
  static Object read(byte[] body, Type type) throws IOException {
    if (body.length > MAX_BYTES) {
      throw tooLarge();
    }
    if (body.length == 0) {
      throw ProblemException.field("", "required", "The body is empty.");
    }
    ObjectMapper mapper = Json.reader();
    Object value;
    try {
      value = mapper.readerFor(mapper.constructType(type)).readValue(body);
    } catch (JsonProcessingException e) {
      throw BadJson.problem(e);
    }
    if (value == null) {
      throw ProblemException.field("", "required", "The body is null.");
    }
    return value;
  }

  /** Refuses a stated length before anything is read. */
  private static void requireLength(@org.jspecify.annotations.Nullable String length) {
    if (length == null) {
      return;
    }
    try {
      if (Long.parseLong(length.strip()) > MAX_BYTES) {
        throw tooLarge();
      }
    } catch (NumberFormatException e) {
      throw ProblemException.field("Content-Length", "type", "Content-Length is not a number.");
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        ErrorCode.TOO_LARGE, "The body has more than " + MAX_BYTES + " bytes.");
  }
}
