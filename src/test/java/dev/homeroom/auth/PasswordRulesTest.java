package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.http.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which new passwords are taken, and by which rule the others are refused. */
class PasswordRulesTest {
  private static final List<String> NAMES =
      List.of("ann.lee", "Ann-Sophie Léa Lee", "Hillside Primary School");

  private final PasswordRules rules = new PasswordRules();

  /** The good ones, and the others with the rule that they break. */
  static Stream<Arguments> table() {
    List<Arguments> rows = new ArrayList<>();
    add(
        rows,
        "good",
        "seven geese cross the canal",
        "correct horse battery",
        "zwölf Boxkämpfer jagen Viktor",
        "fünfzehnzeichen",
        "мойпарольнепростой",
        "我的密码是一个很长的句子吗不是",
        "كلمة مرور طويلة جدا",
        "🦊🐢🐙🦉🐝🦔🐞🦋🐌🐛🦗🕷🦂🐠🐡",
        "e\u0301te\u0301 a\u0300 la mer du nord",
        " leading space counts",
        "trailing space counts ",
        "     five  spaces here     ",
        "tab\tand\nnewline are fine",
        "nul\u0000 is a character too",
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010\u0011",
        "K7#qv!Zr9@wLp2$",
        "839201748372918",
        "xq".repeat(32),
        "marmalade-".repeat(12) + "jamjam!!",
        "x7".repeat(512),
        "abcdefghijklmnoq",
        "my big white goose walks home",
        "the bannister is an orange cloud",
        "Hillside cats never ate breakfast",
        "homeroom has nineteen purple doors",
        "lee sails to nineteen islands",
        "dragon monkey sunshine freedom",
        "'; drop table person; --",
        "<script>alert(1)</script>",
        "\"quotes\" and \\backslashes\\",
        "zero\u200bwidth\u200bjoiner\u200dtext",
        "ÅÄÖ åäö ÆØ æø ß ẞ ſ");
    add(rows, "required", "");
    add(
        rows,
        "size",
        "a",
        "fourteen-chars",
        "              ",
        "🦊🐢🐙🦉🐝🦔🐞🦋🐌🐛🦗🕷🦂🐠",
        "e\u0301".repeat(14),
        "x".repeat(1_025),
        "x7".repeat(513));
    add(
        rows,
        "common",
        "passwordpassword",
        "PasswordPassword",
        "password1234567890",
        "p4ssw0rdp4ssw0rd",
        "P@$$w0rd12345678",
        "qwertyuiopasdfgh",
        "QWERTYUIOPASDFGHJKL",
        "1qaz2wsx3edc4rfv",
        "123456789012345",
        "1234567890123456",
        "aaaaaaaaaaaaaaa",
        "0000000000000000",
        "abcdefghijklmno",
        "iloveyouiloveyou",
        "letmeinletmeinletmein",
        "correct horse battery staple",
        "correcthorsebatterystaple",
        "CorrectHorseBatteryStaple",
        "may-the-force-be-with-you",
        "tobeornottobethatisthequestion".substring(0, 13) + "123",
        "summer2026summer",
        "Summer-2026-Winter!",
        "welcome-school-2026",
        "teacherteacherteacher",
        "monkey!!!!!!!!!!",
        "1234567 dragon 1234567",
        "               ",
        "\u3000".repeat(15),
        "passwordpasswordpasswordpasswordpassword",
        "homeroom homeroom");
    add(
        rows,
        "school_word",
        "homeroom1234567",
        "Homeroom/Homeroom/1",
        "h0mer00m-2026-2026",
        "ann.lee.20262026",
        "ann.lee ann.lee ann.lee",
        "ANN.LEE.ANN.LEE",
        "Ann-Sophie Léa Lee",
        "annsophiele\u0301alee99",
        "Hillside Primary School",
        "hillside-primary-2026",
        "HillsideSchool123",
        "hillside password 1",
        "homeroom for ann lee");
    return rows.stream();
  }

  private static void add(List<Arguments> rows, String rule, String... passwords) {
    for (String password : passwords) {
      rows.add(Arguments.of(rule, password));
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void password_isTaken_orRefusedByItsRule(String rule, String password) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> rules.requireNoNames("new", rules.requireGood("new", password), NAMES));

    if (rule.equals("good")) {
      assertThat(refused).isNull();
    } else {
      assertThat(refused).as("refused").isNotNull();
      assertThat(refused.errors()).hasSize(1);
      assertThat(refused.errors().get(0).field()).isEqualTo("new");
      assertThat(refused.errors().get(0).rule()).isEqualTo(rule);
      if (password.length() >= PasswordRules.MIN_LENGTH) {
        assertThat(refused.errors().get(0).message()).doesNotContain(password);
      }
    }
  }

  @Test
  void table_hasSixtyPasswordsOrMore() {
    assertThat(table().count()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void password_thatIsTaken_isComposed_andOtherwiseAsTyped() {
    assertThat(rules.requireGood("new", "  cafe\u0301 Cafe\u0301 CAFE\u0301 \u0000"))
        .isEqualTo("  café Café CAFÉ \u0000");
  }

  @Test
  void list_hasThreeThousandOrMore_eachWithoutCase_composed_andLongEnoughToMatter()
      throws IOException {
    List<String> lines = lines("common-passwords.txt");

    assertThat(lines).hasSizeGreaterThanOrEqualTo(3_000).doesNotHaveDuplicates();
    assertThat(new CommonPasswords().size()).isEqualTo(new HashSet<>(lines).size());
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.codePointCount(0, line.length())).isGreaterThanOrEqualTo(15);
              assertThat(line).isEqualTo(line.toLowerCase(Locale.ROOT)).isEqualTo(line.strip());
              assertThat(Normalizer.isNormalized(line, Normalizer.Form.NFC)).isTrue();
            });
    CommonPasswords common = new CommonPasswords();
    assertThat(lines).allMatch(common::contains);
    assertThat(lines).allMatch(line -> common.contains(line.toUpperCase(Locale.ROOT)));
  }

  private static List<String> lines(String resource) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                CommonPasswords.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("# ")).toList();
    }
  }

  /** A long password of common words ends soon all the same. */
  @Test
  void password_ofManyCommonWords_isJudgedAtOnce() {
    assertThat(new CommonPasswords().contains("password".repeat(24))).isTrue();
    assertThat(new CommonPasswords().contains("aaa".repeat(66) + "b")).isFalse();
  }
}
