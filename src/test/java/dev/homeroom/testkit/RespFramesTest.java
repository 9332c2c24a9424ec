package dev.homeroom.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the protocol are told apart wherever the stream is cut. */
class RespFramesTest {
  private static final List<String> FRAMES =
      List.of(
          "+OK\r\n",
          "-READONLY no\r\n",
          ":-7\r\n",
          "$5\r\na\r\nbc\r\n",
          "$0\r\n\r\n",
          "$-1\r\n",
          "*-1\r\n",
          "*0\r\n",
          "*3\r\n$1\r\na\r\n*2\r\n:1\r\n$-1\r\n+x\r\n",
          "_\r\n",
          "#t\r\n",
          ",1.5\r\n",
          "(12345678901234567890\r\n",
          "=7\r\ntxt:abc\r\n",
          "!5\r\nERR x\r\n",
          "~2\r\n:1\r\n:2\r\n",
          "%2\r\n+a\r\n*1\r\n:1\r\n+b\r\n$3\r\nxyz\r\n",
          "|1\r\n+ttl\r\n:3\r\n*2\r\n:1\r\n:2\r\n",
          ">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n",
          "PING\r\n");

  @Test
  void add_wholeStream_eachFrameAlone() {
    assertThat(split(new RespFrames(), String.join("", FRAMES))).isEqualTo(FRAMES);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16})
  void add_streamInPieces_sameFrames(int size) {
    String stream = String.join("", FRAMES);
    RespFrames frames = new RespFrames();
    List<String> got = new ArrayList<>();
    for (int at = 0; at < stream.length(); at += size) {
      got.addAll(split(frames, stream.substring(at, Math.min(stream.length(), at + size))));
    }

    assertThat(got).isEqualTo(FRAMES);
    assertThat(frames.waiting()).isZero();
  }

  @Test
  void add_frameIsNotWhole_waits() {
    RespFrames frames = new RespFrames();

    assertThat(split(frames, "$300000\r\n" + "x".repeat(299_999))).isEmpty();
    assertThat(frames.waiting()).isEqualTo(300_008);
    assertThat(split(frames, "x\r\n+O")).singleElement().asString().hasSize(300_011);
    assertThat(frames.waiting()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0016\u0003\u0001garbage", "$?\r\n;4\r\n", "$99999999999\r\n", "\u0000"})
  void add_noSuchProtocol_passesAsItComes(String garbage) {
    RespFrames frames = new RespFrames();

    assertThat(split(frames, "+OK\r\n" + garbage)).containsExactly("+OK\r\n", garbage);
    assertThat(split(frames, "more")).containsExactly("more");
  }

  @Test
  void words_ofRequests() {
    assertThat(words("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\n\r\n\r\n"))
        .containsExactly("SET", "k", "\r\n");
    assertThat(words("get  k\r\n")).containsExactly("get", "k");
    assertThat(words("*2\r\n$3\r\nGET\r\n$300\r\n" + "k".repeat(300) + "\r\n").get(1)).hasSize(200);
  }

  @Test
  void isPush_messagesAndInvalidations_notLists() {
    String message = "*3\r\n$7\r\nmessage\r\n$1\r\nc\r\n$1\r\nm\r\n";

    assertThat(RespFrames.isPush(">1\r\n+x\r\n".getBytes(ISO_8859_1), false)).isTrue();
    assertThat(RespFrames.isPush(message.getBytes(ISO_8859_1), true)).isTrue();
    assertThat(RespFrames.isPush(message.getBytes(ISO_8859_1), false)).isFalse();
    assertThat(RespFrames.isPush("*0\r\n".getBytes(ISO_8859_1), true)).isFalse();
    assertThat(RespFrames.isPush("+PONG\r\n".getBytes(ISO_8859_1), true)).isFalse();
  }

  private static List<String> split(RespFrames frames, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return frames.add(bytes, bytes.length).stream()
        .map(frame -> new String(frame, ISO_8859_1))
        .toList();
  }

  private static List<String> words(String request) {
    return RespFrames.words(request.getBytes(ISO_8859_1));
  }
}
