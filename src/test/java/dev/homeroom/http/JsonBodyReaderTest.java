package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.http.ProblemException.FieldError;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are read strictly: each bad one names its field and the rule it broke. */
class JsonBodyReaderTest {
  enum Mark {
    PRESENT,
    ABSENT
  }

  record Line(String studentId, Mark mark) {}

  record Body(
      String userName,
      int count,
      Integer size,
      Boolean open,
      BigDecimal amount,
      LocalDate date,
      Instant at,
      List<Line> lines) {}

  @Test
  void read_goodBody_readsEveryType() throws Exception {
    Body body =
        read(
            """
            {"user_name": "a", "count": 3, "size": null, "open": true, "amount": "12.50",
             "date": "2026-11-20", "at": "2026-11-20T10:30:00Z",
             "lines": [{"student_id": "7", "mark": "ABSENT"}]}
            """);

    assertThat(body.amount()).isEqualByComparingTo("12.50");
    assertThat(body.date()).isEqualTo(LocalDate.of(2026, 11, 20));
    assertThat(body.lines()).containsExactly(new Line("7", Mark.ABSENT));
    assertThat(body.size()).isNull();
  }

  @Test
  void read_textOfLettersAndAccentsApart_isTheSameTextInOnePiece() throws Exception {
    assertThat(read("{\"count\":1,\"user_name\":\"Zoe\u0308\"}").userName()).isEqualTo("Zoë");
    assertThat(read("{\"count\":1,\"user_name\":\"Zoe\\u0308\"}").userName()).isEqualTo("Zoë");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"count\":1,\"nope\":1} | nope | unknown",
        "{\"count\":1,\"userName\":\"a\"} | userName | unknown",
        "{\"count\":1,\"lines\":[{\"mark\":\"ABSENT\"},{\"zz\":1}]} | lines[1].zz | unknown",
        "{\"count\":1,\"count\":2} | count | duplicate",
        "{\"count\":1,\"lines\":[{\"mark\":\"ABSENT\",\"mark\":\"ABSENT\"}]} | lines[0].mark | duplicate",
        "{\"count\":\"1\"} | count | type",
        "{\"count\":true} | count | type",
        "{\"count\":1.5} | count | type",
        "{\"count\":null} | count | required",
        "{} | count | required",
        "{\"count\":1,\"user_name\":5} | user_name | type",
        "{\"count\":1,\"user_name\":true} | user_name | type",
        "{\"count\":1,\"user_name\":{}} | user_name | type",
        "{\"count\":1,\"user_name\":[]} | user_name | type",
        "{\"count\":1,\"open\":\"true\"} | open | type",
        "{\"count\":1,\"open\":1} | open | type",
        "{\"count\":1,\"size\":\"\"} | size | format",
        "{\"count\":99999999999} | count | json",
        "{\"count\":1,\"date\":20261120} | date | type",
        "{\"count\":1,\"date\":[2026,11,20]} | date | type",
        "{\"count\":1,\"date\":\"20.11.2026\"} | date | format",
        "{\"count\":1,\"date\":\"2026-02-30\"} | date | format",
        "{\"count\":1,\"at\":1795254684} | at | type",
        "{\"count\":1,\"amount\":\"1e999999999\"} | amount | format",
        "{\"count\":1,\"amount\":1e999999999} | amount | format",
        "{\"count\":1,\"amount\":\"abc\"} | amount | format",
        "{\"count\":1,\"lines\":{}} | lines | type",
        "{\"count\":1,\"lines\":[1]} | lines[0] | type",
        "{\"count\":1,\"lines\":[{\"mark\":\"LATE\"}]} | lines[0].mark | format",
        "{\"count\":1,\"lines\":[{\"mark\":0}]} | lines[0].mark | type",
        "{\"count\":1} {} | ~~ | trailing",
        "{\"count\":1 | ~~ | json",
        "{count:1} | ~~ | json",
        "{'count':1} | ~~ | json",
        "{\"count\":01} | ~~ | json",
        "{\"count\":1,} | ~~ | json",
        "{\"count\":NaN} | ~~ | json",
        "// x | ~~ | json",
        "[1] | ~~ | type",
        "\"text\" | ~~ | type",
        "5 | ~~ | type",
        "null | ~~ | required",
        "~~ | ~~ | required",
      })
  void read_badBody_namesFieldAndRule(String body, String field, String rule) {
    FieldError error = refused(body == null ? "" : body);

    assertThat(error.field()).isEqualTo(field == null ? "" : field);
    assertThat(error.rule()).isEqualTo(rule);
    assertThat(error.message()).doesNotContain("java", "com.", "Exception", "dev.homeroom");
  }

  @Test
  void read_beyondTheBounds_isRefused() {
    assertThat(refused("{\"lines\":" + "[".repeat(40) + "]".repeat(40) + "}").rule())
        .isIn("limit", "type");
    assertThat(refused("[".repeat(100_000)).rule()).isIn("limit", "type");
    assertThat(refused("{\"user_name\":\"" + "a".repeat(100_001) + "\"}").rule())
        .isEqualTo("limit");
    assertThat(refused("{\"count\":" + "1".repeat(41) + "}").rule()).isEqualTo("limit");
    assertThat(refused("{\"" + "n".repeat(201) + "\":1}").rule()).isEqualTo("limit");
    assertThat(refused("{\"count\":1,\"" + "n".repeat(150) + "\":1}").field()).hasSize(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"user_name\":\"\\ud83d\"}",
        "{\"user_name\":\"\\ude00\"}",
        "{\"user_name\":\"\\ude00\\ud83d\"}",
        "{\"user_name\":\"a\\ud83d b\"}"
      })
  void read_halfACharacter_namesTheField(String json) {
    FieldError error = refused(json);

    assertThat(error.field()).isEqualTo("user_name");
    assertThat(error.rule()).isEqualTo("format");
  }

  @Test
  void read_halfACharacterInAList_namesItsPlace() {
    assertThat(refused("{\"lines\":[{\"student_id\":\"\\ud83d\"}]}").field())
        .isEqualTo("lines[0].student_id");
  }

  @Test
  void read_wholeCharacters_areRead() throws Exception {
    assertThat(read("{\"user_name\":\"\\ud83d\\ude00\",\"count\":1}").userName())
        .isEqualTo("\ud83d\ude00");
  }

  /** JSON is UTF-8 and in no other spelling of it; RFC 8259 §8.1, RFC 3629 §3. */
  @Test
  void read_otherEncodings_areRefused() {
    String good = "{\"user_name\":\"Ann\",\"count\":1}";
    for (Charset charset :
        List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, Charset.forName("UTF-32"))) {
      assertThat(refused(good.getBytes(charset)).rule()).as("%s", charset).isEqualTo("json");
    }
    assertThat(refused("\ufeff" + good).rule()).isEqualTo("json");
    for (byte[] octets :
        new byte[][] {
          // "/" and "A" in two bytes, a surrogate, beyond U+10FFFF, cut off, alone.
          {(byte) 0xc0, (byte) 0xaf},
          {(byte) 0xc1, (byte) 0x81},
          {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
          {(byte) 0xf5, (byte) 0x80, (byte) 0x80, (byte) 0x80},
          {(byte) 0xc3},
          {(byte) 0xff}
        }) {
      byte[] body = good.getBytes(StandardCharsets.UTF_8);
      byte[] bad = new byte[body.length + octets.length];
      int at = good.indexOf("Ann");
      System.arraycopy(body, 0, bad, 0, at);
      System.arraycopy(octets, 0, bad, at, octets.length);
      System.arraycopy(body, at, bad, at + octets.length, body.length - at);
      assertThat(refused(bad).rule()).isEqualTo("json");
    }
  }

  private static Body read(String json) throws Exception {
    return (Body) JsonBodyReader.read(json.getBytes(StandardCharsets.UTF_8), Body.class);
  }

  private static FieldError refused(String json) {
    return refused(json.getBytes(StandardCharsets.UTF_8));
  }

  private static FieldError refused(byte[] json) {
    try {
      JsonBodyReader.read(json, Body.class);
      String text = new String(json, StandardCharsets.UTF_8);
      throw new AssertionError("was read: " + text.substring(0, Math.min(80, text.length())));
    } catch (ProblemException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
      assertThat(e.errors()).hasSize(1);
      return e.errors().get(0);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
