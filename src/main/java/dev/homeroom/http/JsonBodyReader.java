package dev.homeroom.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON bodies strictly, and refuses a wrong one with 400 and the field at fault. {@link
 * BodyFilter} has made sure that the body is complete and not too long.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public final class JsonBodyReader implements MessageBodyReader<Object> {
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
    return read(body.readAllBytes(), generic);
  }

  static Object read(byte[] body, Type type) throws IOException {
    if (body.length == 0) {
      throw ProblemException.field("", "required", "The body is empty.");
    }
    ObjectMapper mapper = Json.reader();
    Object value;
    try {
      value = mapper.readerFor(mapper.constructType(type)).readValue(text(body));
    } catch (JsonProcessingException e) {
      throw JsonProblems.problem(e);
    }
    if (value == null) {
      throw ProblemException.field("", "required", "The body is null.");
    }
    return value;
  }

  /**
   * Decodes a body, which is UTF-8 (RFC 8259 §8.1). Jackson itself would take UTF-16 and UTF-32,
   * and spellings of UTF-8 that are longer than need be.
   */
  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw ProblemException.field("", "json", "The body is not UTF-8.");
    }
  }
}
