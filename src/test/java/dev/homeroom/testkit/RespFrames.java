package dev.homeroom.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Splits a stream of the Redis protocol, RESP2 or RESP3, into whole frames: replies, pushes, or
 * requests (arrays and inline ones). It takes bytes as they come and keeps what is not whole yet.
 * What is no such protocol, or a streamed length ({@code $?}), passes in the pieces it came in,
 * from there on for good.
 */
final class RespFrames {
  /** Words of a request are cut to so many bytes: names and keys are told by less. */
  private static final int LONGEST_WORD_BYTES = 200;

  /** No length that Redis itself would accept is larger (proto-max-bulk-len). */
  private static final long LARGEST = 512L * 1024 * 1024;

  private static final Set<String> PUSHED =
      Set.of(
          "message",
          "pmessage",
          "smessage",
          "subscribe",
          "unsubscribe",
          "psubscribe",
          "punsubscribe",
          "ssubscribe",
          "sunsubscribe");

  private byte[] buffer = new byte[1024];
  private int length;
  private int scanned;
  private long missing = 1;
  private boolean broken;

  /** Takes the first {@code count} bytes and returns the frames that are whole now. */
  List<byte[]> add(byte[] bytes, int count) {
    append(bytes, count);
    List<byte[]> whole = new ArrayList<>();
    while (!broken && scanElement()) {
      if (missing == 0) {
        whole.add(cut(scanned));
        missing = 1;
      }
    }
    if (broken && length > 0) {
      whole.add(cut(length));
    }
    return whole;
  }

  /** Returns how many bytes wait for the rest of their frame. */
  int waiting() {
    return length;
  }

  private void append(byte[] bytes, int count) {
    if (length + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
    }
    System.arraycopy(bytes, 0, buffer, length, count);
    length += count;
  }

  private byte[] cut(int end) {
    byte[] frame = Arrays.copyOf(buffer, end);
    System.arraycopy(buffer, end, buffer, 0, length - end);
    length -= end;
    scanned = 0;
    return frame;
  }

  /** Goes past one element; returns false if it is not there in full, or is none. */
  private boolean scanElement() {
    int end = lineEnd();
    if (end < 0) {
      // Garbage may have no line at all: it must not wait for one.
      broken = scanned < length && !startsElement(buffer[scanned]);
      return false;
    }
    long next = end + 2L;
    long more = -1;
    switch (buffer[scanned]) {
      case '+', '-', ':', '_', '#', ',', '(' -> {
        // The line is all of it.
      }
      case '$', '=', '!' -> {
        long size = number(end);
        next += size < 0 ? 0 : size + 2;
      }
      case '*', '~', '>' -> more += Math.max(0, number(end));
      case '%' -> more += 2 * Math.max(0, number(end));
      // Attributes stand before the element that they belong to, and are none.
      case '|' -> more = 2 * Math.max(0, number(end));
      // An inline request, alone.
      default -> broken = missing != 1 || !Character.isLetter(buffer[scanned]);
    }
    if (broken || next > length) {
      return false;
    }
    missing += more;
    scanned = (int) next;
    return true;
  }

  private static boolean startsElement(byte first) {
    return "+-:_#,($=!*~>%|".indexOf(first) >= 0 || Character.isLetter(first);
  }

  private int lineEnd() {
    for (int i = scanned; i + 1 < length; i++) {
      if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private long number(int end) {
    String digits = new String(buffer, scanned + 1, end - scanned - 1, StandardCharsets.ISO_8859_1);
    if (digits.matches("-?\\d{1,10}") && Long.parseLong(digits) <= LARGEST) {
      return Long.parseLong(digits);
    }
    broken = true;
    return 0;
  }

  /**
   * Tells whether a frame from the server answers no request.
   *
   * @param subscribed whether the connection has sent a SUBSCRIBE: in RESP2 messages are arrays
   */
  static boolean isPush(byte[] frame, boolean subscribed) {
    if (frame[0] == '>') {
      return true;
    }
    return subscribed
        && frame[0] == '*'
        && words(frame).stream().limit(1).anyMatch(PUSHED::contains);
  }

  /**
   * Returns the words of a request, in Latin 1, each cut to 200 bytes; those of an inline request
   * are parted by spaces. Elements that are no texts, or nested, count as empty words.
   */
  static List<String> words(byte[] request) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("*") && !text.startsWith(">")) {
      return List.of(text.strip().split("\\s+"));
    }
    List<String> words = new ArrayList<>();
    int at = text.indexOf("\r\n") + 2;
    while (at > 1 && at < text.length()) {
      int end = text.indexOf("\r\n", at);
      int size = text.charAt(at) == '$' ? Integer.parseInt(text.substring(at + 1, end)) : -1;
      int start = end + 2;
      words.add(size < 0 ? "" : text.substring(start, start + Math.min(size, LONGEST_WORD_BYTES)));
      at = start + (size < 0 ? 0 : size + 2);
    }
    return words;
  }
}
