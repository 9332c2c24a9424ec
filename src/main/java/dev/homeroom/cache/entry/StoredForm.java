package dev.homeroom.cache.entry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.ByteSourceJsonBootstrapper;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the stored form of entries, version 1: one JSON object that any program can
 * read, whose last member {@code data} is the payload, byte for byte. Golden files hold it; {@code
 * docs/keys.md} describes it.
 *
 * <p>Reading parses the members before the payload and copies the payload without parsing it.
 */
public final class StoredForm {
  /** {@code v}; raised when a reader of today could not read the form. */
  public static final int VERSION = 1;

  private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.UTF_8);

  private static final JsonFactory JSON =
      new ForgettingFactory(
          new JsonFactoryBuilder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(4)
                      .maxStringLength(2_000)
                      .build()));

  /**
   * Gives each parser a table of member names of its own. Jackson shares one, which each parser
   * copies that meets a new name: here each key is one, and a read of 2 KB allocated 220 KB.
   */
  private static final class ForgettingFactory extends JsonFactory {
    private static final long serialVersionUID = 1L;

    ForgettingFactory(JsonFactoryBuilder builder) {
      super(builder);
    }

    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context)
        throws IOException {
      return new ByteSourceJsonBootstrapper(context, data, offset, length)
          .constructParser(
              _parserFeatures,
              _objectCodec,
              ByteQuadsCanonicalizer.createRoot(),
              _rootCharSymbols,
              _factoryFeatures);
    }
  }

  private StoredForm() {}

  /** Returns an entry's bytes. */
  public static byte[] write(StoredEntry entry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(entry.payload().length + 512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeStringField("i", entry.installation());
      json.writeNumberField("h", entry.shape());
      json.writeStringField("k", entry.key());
      json.writeObjectFieldStart("t");
      for (Map.Entry<String, Long> stamp : entry.generations().entrySet()) {
        // As strings: generations pass 2^53, where other languages' numbers end.
        json.writeStringField(stamp.getKey(), Long.toString(stamp.getValue()));
      }
      json.writeEndObject();
      json.writeNumberField("l", entry.loadedMillis());
      json.writeNumberField("f", entry.freshUntilMillis());
      json.writeNumberField("s", entry.staleUntilMillis());
      json.writeStringField("c", checksum(entry.payload(), 0, entry.payload().length));
      json.flush();
      out.write(DATA);
      out.write(entry.payload());
      out.write('}');
      // The object's end stands already.
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
  }

  /**
   * Reads an entry's bytes.
   *
   * @throws UnreadableEntryException if they are no object of this version with all members, or the
   *     checksum does not match
   */
  public static StoredEntry read(byte[] bytes) throws UnreadableEntryException {
    try (JsonParser json = JSON.createParser(bytes)) {
      Header header = new Header();
      require(json.nextToken() == JsonToken.START_OBJECT, "no object");
      String name = json.nextFieldName();
      while (name != null && !name.equals("data")) {
        json.nextToken();
        header.take(name, json);
        name = json.nextFieldName();
      }
      require(name != null, "no data");
      int from = afterData(bytes, (int) json.currentTokenLocation().getByteOffset());
      require(bytes[bytes.length - 1] == '}', "data is not the last member");
      return header.entry(bytes, from);
    } catch (IOException | RuntimeException e) {
      throw new UnreadableEntryException("no entry: " + e.getClass().getSimpleName(), e);
    }
  }

  /** Returns the start of the payload, after {@code "data":}, which is written without spaces. */
  private static int afterData(byte[] bytes, int nameAt) throws UnreadableEntryException {
    int from = nameAt + DATA.length - 1;
    require(from < bytes.length - 1, "no payload");
    require(Arrays.equals(bytes, nameAt - 1, from, DATA, 0, DATA.length), "another spelling");
    return from;
  }

  private static void require(boolean condition, String otherwise) throws UnreadableEntryException {
    if (!condition) {
      throw new UnreadableEntryException(otherwise);
    }
  }

  /** CRC-32C (RFC 3720 appendix B.4) as eight hexadecimal digits. */
  private static String checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return String.format("%08x", crc.getValue());
  }

  private static final class Header {
    private final Map<String, Long> tags = new LinkedHashMap<>();
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    void take(String name, JsonParser json) throws IOException, UnreadableEntryException {
      switch (name) {
        case "v", "h", "l", "f", "s" -> numbers.put(name, json.getLongValue());
        case "i", "k", "c" -> {
          require(json.currentToken() == JsonToken.VALUE_STRING, name + " is no string");
          texts.put(name, json.getText());
        }
        case "t" -> takeTags(json);
        default -> throw new UnreadableEntryException("unknown member");
      }
    }

    private void takeTags(JsonParser json) throws IOException, UnreadableEntryException {
      require(json.currentToken() == JsonToken.START_OBJECT, "t is no object");
      for (String tag = json.nextFieldName(); tag != null; tag = json.nextFieldName()) {
        require(json.nextToken() == JsonToken.VALUE_STRING, "a generation is no string");
        tags.put(tag, Long.parseLong(json.getText()));
      }
    }

    StoredEntry entry(byte[] bytes, int from) throws UnreadableEntryException {
      require(number("v") == VERSION, "another version");
      int length = bytes.length - 1 - from;
      if (!checksum(bytes, from, length).equals(text("c"))) {
        throw new UnreadableEntryException("another checksum", true);
      }
      return new StoredEntry(
          text("i"),
          Math.toIntExact(number("h")),
          text("k"),
          tags,
          number("l"),
          number("f"),
          number("s"),
          Arrays.copyOfRange(bytes, from, from + length));
    }

    private long number(String name) throws UnreadableEntryException {
      return required(numbers.get(name), name);
    }

    private String text(String name) throws UnreadableEntryException {
      return required(texts.get(name), name);
    }

    private static <T> T required(@Nullable T member, String name) throws UnreadableEntryException {
      if (member == null) {
        throw new UnreadableEntryException("no " + name);
      }
      return member;
    }
  }
}
