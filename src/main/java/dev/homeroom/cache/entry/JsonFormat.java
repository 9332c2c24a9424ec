package dev.homeroom.cache.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.homeroom.cache.spi.ValueFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes and reads payloads as JSON: names in snake_case, dates and times in ISO 8601, moments with
 * milliseconds, null members written. Reads only the region's declared type, never type names from
 * bytes.
 */
@ApplicationScoped
public class JsonFormat implements ValueFormat {
  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(
              new SimpleModule("texts")
                  .addSerializer(Instant.class, new InstantText())
                  .addSerializer(String.class, new WholeText())
                  // In the order of the JSON.
                  .addAbstractTypeMapping(Set.class, LinkedHashSet.class)
                  .setDeserializerModifier(new UnmodifiableCollections()))
          // Else a character beyond the first 65,536 takes 12 bytes, and not 4.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " cannot be written as JSON", e);
    }
  }

  @Override
  public <T> T read(byte[] payload, Class<T> type) {
    try {
      T value = mapper.readValue(payload, type);
      if (value == null) {
        throw new IllegalArgumentException("payload is null, and no " + type);
      }
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException("payload is not the JSON of " + type, e);
    }
  }
}
