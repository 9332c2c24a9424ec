package dev.homeroom.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A growing buffer of JSON bytes, which writes payloads in their place without copying them. */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The bytes without the payloads. */
  private byte[] array = new byte[1_024];

  private int filled;
  private final List<Payload> payloads = new ArrayList<>();
  private int length;

  /** A payload, and its position among the buffer's own bytes. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
  private record Payload(byte[] bytes, int at) {}

  /** Appends ASCII text unescaped: our own names and punctuation. */
  @SuppressWarnings("deprecation") // The one method that copies Latin-1 bytes without garbage.
  JsonBuffer ascii(String text) {
    int more = text.length();
    room(more);
    text.getBytes(0, more, array, filled);
    filled += more;
    length += more;
    return this;
  }

  /** Appends a payload unchanged; it must not change until the buffer is written. */
  JsonBuffer raw(byte[] payload) {
    payloads.add(new Payload(payload, filled));
    length += payload.length;
    return this;
  }

  /** Appends a JSON string: any text, quoted and escaped (RFC 8259 §7). */
  JsonBuffer text(String text) {
    octet('"');
    if (isPlain(text)) {
      return ascii(text).octet('"');
    }
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b == '"' || b == '\\') {
        octet('\\').octet(b);
      } else if (b >= 0 && b < ' ') {
        ascii("\\u00").octet(HEX[b >> 4]).octet(HEX[b & 15]);
      } else {
        octet(b);
      }
    }
    return octet('"');
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  JsonBuffer number(long number) {
    return ascii(Long.toString(number));
  }

  /** Appends hundredths with two decimals: 42 as {@code 0.42}. */
  JsonBuffer hundredths(long hundredths) {
    int rest = (int) (hundredths % 100);
    number(hundredths / 100).octet('.').octet('0' + rest / 10);
    return octet('0' + rest % 10);
  }

  JsonBuffer flag(boolean flag) {
    return ascii(flag ? "true" : "false");
  }

  private JsonBuffer octet(int b) {
    room(1);
    array[filled++] = (byte) b;
    length++;
    return this;
  }

  int length() {
    return length;
  }

  void writeTo(OutputStream out) throws IOException {
    int from = 0;
    for (Payload payload : payloads) {
      out.write(array, from, payload.at() - from);
      out.write(payload.bytes());
      from = payload.at();
    }
    out.write(array, from, filled - from);
  }

  byte[] toArray() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void room(int more) {
    if (array.length - filled < more) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, filled + more));
    }
  }
}
