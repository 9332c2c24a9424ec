package dev.homeroom.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.RedisInputStream;

/** Replies are read as RESP2 says, and no length in them is believed. */
class ReplyReaderTest {
  private static final ReplyLimit LIMIT = new ReplyLimit(3, 10);
  private static final int MEGABYTE = 1_000_000;

  private static Object read(String reply) {
    return ReplyReader.read(stream(reply), LIMIT);
  }

  private static RedisInputStream stream(String reply) {
    String raw = reply.replace("|", "\r\n");
    return new RedisInputStream(
        new ByteArrayInputStream(raw.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static Object text(Object reply) {
    return reply instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : reply;
  }

  @Test
  void eachKindOfReply_isReadAsWhatItIs() {
    assertThat(text(read("+OK|"))).isEqualTo("OK");
    assertThat(text(read("+|"))).isEqualTo("");
    assertThat(read(":-42|")).isEqualTo(-42L);
    assertThat(text(read("$10|0123456789|"))).isEqualTo("0123456789");
    assertThat(text(read("$2||||"))).isEqualTo("\r\n");
    assertThat(text(read("$0|||"))).isEqualTo("");
    assertThat(read("$-1|")).isNull();
    assertThat(read("*-1|")).isNull();
    assertThat(read("*0|")).isEqualTo(List.of());
    assertThat(((List<?>) read("*3|$1|a|$-1|:7|")).stream().map(ReplyReaderTest::text))
        .containsExactly("a", null, 7L);
    assertThatThrownBy(() -> read("-NOPERM no|"))
        .isInstanceOf(JedisDataException.class)
        .hasMessage("NOPERM no");
    assertThat((List<?>) read("*2|-ERR one|:1|"))
        .satisfiesExactly(
            one -> assertThat(one).isInstanceOf(JedisDataException.class),
            two -> assertThat(two).isEqualTo(1L));
  }

  @Test
  void repliesInARow_areReadEachFromWhereTheLastOneEnded() {
    RedisInputStream in = stream("$5|a|b|+OK|*1|$1|c|:1|".replace("a|b", "a\r\nbc"));
    assertThat(text(ReplyReader.read(in, LIMIT))).isEqualTo("a\r\nbc");
    assertThat(text(ReplyReader.read(in, LIMIT))).isEqualTo("OK");
    assertThat((List<?>) ReplyReader.read(in, LIMIT)).hasSize(1);
    assertThat(ReplyReader.read(in, LIMIT)).isEqualTo(1L);
  }

  @ParameterizedTest
  @CsvSource({
    "$11|, 0",
    "$2147483647|, 0",
    "$400000000|, 0",
    "$9223372036854775807|, 0",
    "*4|, -1",
    "*2147483647|, -1",
    "*100000000|, -1",
    "*3|$1|a|$400000000|, 1",
    "*1|*400000000|, -1",
    "*1|*0|, -1"
  })
  void lengthBeyondTheLimit_isRefused_beforeMemoryIsAskedFor(String reply, int item) {
    // The first one loads classes.
    assertThat(catchThrowable(() -> read(reply))).isNotNull();
    long before = allocated();
    Throwable thrown = catchThrowable(() -> read(reply));
    assertThat(allocated() - before).as("bytes").isLessThan(MEGABYTE);
    assertThat(thrown)
        .isInstanceOfSatisfying(
            LongReplyException.class, refused -> assertThat(refused.item()).isEqualTo(item));
  }

  /** Returns how many bytes this thread has asked for so far. */
  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$-2|",
        "*-2|",
        "$99999999999999999999|",
        "$|",
        "$a|",
        ":1.5|",
        "$1|ab|",
        "$3|ab|",
        "+OK\rX",
        "*1|$1|abc|"
      })
  void malformedReply_isAWrongOne(String reply) {
    assertThatThrownBy(() -> read(reply)).isInstanceOf(WrongReplyException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%1|+a|+b|", ">1|+a|", "~1|+a|", "_|", "#t|", "=5|txt:a|", "HTTP/1.1|", ""})
  void whatResp2DoesNotHave_endsTheConnection(String reply) {
    assertThatThrownBy(() -> read(reply)).isInstanceOf(JedisConnectionException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "-", ":", "$", "*"})
  void lineWithoutAnEnd_isAWrongReply_andNotKept(String kind) {
    InputStream endless =
        new InputStream() {
          private boolean begun;

          @Override
          public int read() {
            int next = begun ? '1' : kind.charAt(0);
            begun = true;
            return next;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            Arrays.fill(bytes, offset, offset + length, (byte) '1');
            bytes[offset] = (byte) read();
            return length;
          }
        };
    long before = allocated();
    Throwable thrown = catchThrowable(() -> ReplyReader.read(new RedisInputStream(endless), LIMIT));
    assertThat(allocated() - before).as("bytes").isLessThan(MEGABYTE);
    assertThat(thrown).isInstanceOf(WrongReplyException.class);
  }
}
