package dev.homeroom.http;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * Reads and writes the JSON of bodies: records in snake_case, dates and times as ISO 8601 text,
 * money as text. Refuses unknown or duplicate members, wrong types, and text after the end.
 */
public final class Json {
  /** The deepest nesting of a body (SEC20). */
  static final int MAX_DEPTH = 32;

  /** The most characters of one text in a body; fields have narrower limits. */
  static final int MAX_TEXT = 100_000;

  /** The most characters of one number in a body. */
  static final int MAX_NUMBER = 40;

  /** The most characters of one member's name in a body. */
  static final int MAX_NAME = 200;

  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  /** Returns the JSON of an object in UTF-8. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the value of a body that may be left out, read as strictly as others; {@code absent} if
   * it is empty.
   *
   * @throws ProblemException 400 for a body that is wrong
   */
  public static <T> T readOptional(byte[] body, Class<T> type, T absent) {
    try {
      return body.length == 0 ? absent : type.cast(JsonBodyReader.read(body, type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the mapper that reads bodies. */
  static ObjectMapper reader() {
    return MAPPER;
  }

  private static ObjectMapper mapper() {
    StreamReadConstraints bounds =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(MAX_TEXT)
            .maxNumberLength(MAX_NUMBER)
            .maxNameLength(MAX_NAME)
            .build();
    JsonMapper.Builder builder =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
            .addModule(new JavaTimeModule())
            .addModule(StrictTypes.module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    builder.withCoercionConfig(
        LogicalType.Textual,
        text ->
            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    builder.withCoercionConfigDefaults(
        all ->
            all.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.EmptyArray, CoercionAction.Fail));
    builder.withConfigOverride(
        BigDecimal.class,
        money -> money.setFormat(JsonFormat.Value.forShape(JsonFormat.Shape.STRING)));
    return builder.build();
  }
}
