package dev.homeroom.cache.entry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.homeroom.time.UtcText;
import java.io.IOException;
import java.time.Instant;

/** Writes a moment as {@code 2026-11-20T10:30:00.000Z}, in payloads as in every other body. */
public final class InstantText extends StdSerializer<Instant> {
  private static final long serialVersionUID = 1L;

  /** Makes the serializer. */
  public InstantText() {
    super(Instant.class);
  }

  @Override
  public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeString(UtcText.of(value.toEpochMilli()));
  }
}
