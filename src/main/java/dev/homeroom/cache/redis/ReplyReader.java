package dev.homeroom.cache.redis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisInputStream;

/**
 * Reads replies in RESP2 (redis.io, "Redis serialization protocol specification"). It trusts no
 * length: one that is longer than expected closes the connection before memory is allocated, while
 * Jedis' own reader allocates as much as a server says, up to 2 GB.
 */
final class ReplyReader {
  /** The greatest length of a line; the longest error names a user, a command and arguments. */
  private static final int MOST_LINE_BYTES = 4 * 1024;

  private static final int NO_LIST = -1;

  private final RedisInputStream in;
  private final ReplyLimit limit;
  private long left;

  private ReplyReader(RedisInputStream in, ReplyLimit limit) {
    this.in = in;
    this.limit = limit;
    this.left = limit.total();
  }

  /**
   * Reads one reply: bytes, a number, null, or a list of these and of error replies.
   *
   * @throws JedisDataException if it is an error reply
   * @throws LongReplyException if it is longer than the limit
   * @throws WrongReplyException if it is malformed
   * @throws JedisConnectionException if it is not RESP2, or the connection is lost
   */
  static @Nullable Object read(RedisInputStream in, ReplyLimit limit) {
    return new ReplyReader(in, limit).reply(NO_LIST);
  }

  private @Nullable Object reply(int item) {
    return switch (in.readByte()) {
      case '+' -> line();
      case ':' -> number();
      case '$' -> value(item);
      case '*' -> list(item);
      case '-' -> throw new JedisDataException(new String(line(), StandardCharsets.UTF_8));
      default -> throw new JedisConnectionException("the reply begins with an unknown type");
    };
  }

  private byte @Nullable [] value(int item) {
    long length = length(limit.bytes(), Math.max(item, 0));
    if (length < 0) {
      return null;
    }
    left -= length;
    if (left < 0) {
      throw new LongReplyException(limit.total() - left, Math.max(item, 0));
    }
    byte[] bytes = new byte[(int) length];
    for (int at = 0; at < bytes.length; ) {
      at += in.read(bytes, at, bytes.length - at);
    }
    endOfLine(in.readByte());
    return bytes;
  }

  private @Nullable List<@Nullable Object> list(int item) {
    // Only SCAN replies with a list within a list.
    long length = length(item == NO_LIST ? limit.items() : limit.inner(), NO_LIST);
    if (length < 0) {
      return null;
    }
    List<@Nullable Object> items = new ArrayList<>((int) length);
    for (int i = 0; i < length; i++) {
      try {
        items.add(reply(i));
      } catch (JedisDataException e) {
        items.add(e);
      }
    }
    return items;
  }

  /** Returns a length; -1 stands for null. */
  private long length(int most, int item) {
    long length = number();
    if (length < -1) {
      throw new WrongReplyException("a length below nothing");
    }
    if (length > most) {
      throw new LongReplyException(length, item);
    }
    return length;
  }

  private long number() {
    try {
      return Long.parseLong(new String(line(), StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new WrongReplyException("the reply lacks a number");
    }
  }

  private byte[] line() {
    byte[] line = new byte[64];
    int length = 0;
    byte next = in.readByte();
    while (next != '\r') {
      if (length == MOST_LINE_BYTES) {
        throw new WrongReplyException("a line without an end");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, 2 * length);
      }
      line[length++] = next;
      next = in.readByte();
    }
    endOfLine(next);
    return Arrays.copyOf(line, length);
  }

  private void endOfLine(byte first) {
    if (first != '\r' || in.readByte() != '\n') {
      throw new WrongReplyException("the reply does not end where it should");
    }
  }
}
