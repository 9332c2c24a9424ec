package dev.homeroom.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of JSON bytes: texts are escaped, payloads copied as they are. */
final class Bytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] array;
  private int length;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  /** Appends ASCII text as it is: names and punctuation of our own. */
  @SuppressWarnings("deprecation") // The one method that copies Latin-1 bytes without garbage.
  Bytes ascii(String text) {
    int more = text.length();
    room(more);
    text.getBytes(0, more, array, length);
    length += more;
    return this;
  }

  /** Appends a payload as it is. */
  Bytes raw(byte[] payload) {
    room(payload.length);
    System.arraycopy(payload, 0, array, length, payload.length);
    length += payload.length;
    return this;
  }

  /** Appends a JSON string: any text, quoted and escaped (RFC 8259 §7). */
  Bytes text(String text) {
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

  /** Appends a whole number. */
  Bytes number(long number) {
    return ascii(Long.toString(number));
  }

  /** Appends hundredths with two decimals: 42 as {@code 0.42}. */
  Bytes hundredths(long hundredths) {
    int rest = (int) (hundredths % 100);
    number(hundredths / 100).octet('.').octet('0' + rest / 10);
    return octet('0' + rest % 10);
  }

  Bytes flag(boolean flag) {
    return ascii(flag ? "true" : "false");
  }

  private Bytes octet(int b) {
    room(1);
    array[length++] = (byte) b;
    return this;
  }

  /** Returns how many bytes there are. */
  int length() {
    return length;
  }

  /** Writes all of them, without a copy of its own. */
  void writeTo(OutputStream out) throws IOException {
    out.write(array, 0, length);
  }

  byte[] toArray() {
    return array.length == length ? array : Arrays.copyOf(array, length);
  }

  private void room(int more) {
    if (array.length - length < more) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
    }
  }
}
