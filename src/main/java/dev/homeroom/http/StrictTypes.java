package dev.homeroom.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.homeroom.cache.entry.InstantText;
import java.io.IOException;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Readers of types for which Jackson accepts several spellings: these accept exactly one. */
final class StrictTypes {
  /** A decimal without an exponent, so that no short text stands for a million digits. */
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,6})?");

  private static final int MAX_LENGTH = 40;

  private StrictTypes() {}

  /** Returns readers of ISO dates and times, plain decimals, and well-formed Unicode text. */
  static SimpleModule module() {
    return new SimpleModule("strict")
        .addDeserializer(Instant.class, new FromText<>(Instant.class, Instant::parse))
        .addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, LocalDate::parse))
        .addDeserializer(LocalTime.class, new FromText<>(LocalTime.class, LocalTime::parse))
        .addDeserializer(BigDecimal.class, new FromText<>(BigDecimal.class, StrictTypes::decimal))
        .addDeserializer(String.class, new UnicodeText())
        .addSerializer(Instant.class, new InstantText());
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final Class<T> type;
    private final transient Function<String, T> parse;

    FromText(Class<T> type, Function<String, T> parse) {
      super(type);
      this.type = type;
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonToken token = parser.currentToken();
      boolean isNumber = type == BigDecimal.class && token.isNumeric();
      if (token != JsonToken.VALUE_STRING && !isNumber) {
        return type.cast(context.handleUnexpectedToken(type, parser));
      }
      String text = parser.getText();
      try {
        if (text.length() <= MAX_LENGTH) {
          return parse.apply(text);
        }
      } catch (DateTimeException | NumberFormatException e) {
        // Refused below.
      }
      return type.cast(context.handleWeirdStringValue(type, "", "wrong form, or too long"));
    }
  }

  private static BigDecimal decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException("not a plain decimal");
    }
    return new BigDecimal(text);
  }

  /**
   * Reads text without unpaired surrogates (Unicode 16, D71 to D75), which one database stores as a
   * question mark and another unchanged. The text is in form NFC then: some keyboards and systems
   * send é as two characters, and no search, no key and no limit of length is to tell it apart.
   */
  private static final class UnicodeText extends StringDeserializer {
    private static final long serialVersionUID = 1L;

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = super.deserialize(parser, context);
      return isUnicode(text)
          ? Normalizer.normalize(text, Normalizer.Form.NFC)
          : (String) context.handleWeirdStringValue(String.class, "", "half a character");
    }
  }

  private static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
