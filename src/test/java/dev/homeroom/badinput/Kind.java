package dev.homeroom.badinput;

import static dev.homeroom.badinput.BadValue.quoted;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a field of a body is, with the values that it must not have. */
final class Kind {
  private static final List<String> NO_TEXTS =
      List.of("7", "1.5", "true", "[]", "{}", "[\"x\"]", "{\"x\":\"y\"}");

  private static final List<String> NO_NUMBERS =
      List.of(
          "true", "[]", "{}", "[7]", "\"\"", "\" \"", "\"x\"", "\"NaN\"", "\"1e400\"", "\"0x10\"");

  private static final List<String> CHARACTERS =
      texts(
          "",
          " ",
          "\\t",
          "a\\u0000b",
          "a\\r\\nSet-Cookie: x=y",
          "a\\u0007",
          "a\\u007f",
          "a\\u0085b",
          "\\u00a0",
          "\\u2003\\u200b",
          "\\ud800",
          "\\udc00x",
          "a\\ud83d b");

  private static final List<String> SQL_AND_SCRIPT =
      texts("' or 1=1 --", "x'; drop table person; --", "<script>alert(1)</script>", "${7*7}");

  static final Kind EMAIL =
      kind(
          NO_TEXTS,
          CHARACTERS,
          texts("x", "@", "a@", "@b.example", "a b@c.example", "a@b@c.example", "a@b..example"),
          texts("a@b.example\\r\\nBcc: x@y.example", "a\\u0000@b.example"),
          texts("a".repeat(60) + "@" + "b".repeat(190) + ".example"));

  static final Kind USERNAME =
      kind(
          NO_TEXTS,
          CHARACTERS,
          SQL_AND_SCRIPT,
          texts("-x", ".x", "a b", "a:b", "a*", "a/b", "\\u00e9", "x ", "x".repeat(65)));

  /** The id of a school, of which there is none with any of these. */
  static final Kind ID =
      kind(
          NO_TEXTS,
          CHARACTERS,
          SQL_AND_SCRIPT,
          texts("0", "-1", "01", "x", "1:2", "*", "1e3", " 1", "1 ", "\\uff11", "null"),
          texts("9".repeat(18), "9".repeat(19), "9223372036854775808", "9".repeat(500)));

  static final Kind TRUTH =
      kind(
          List.of("0", "1", "1.5", "[]", "{}", "[true]", "\"\"", "\"true\"", "\"FALSE\"", "\"x\""));

  static final Kind STATE =
      kind(NO_TEXTS, CHARACTERS, texts("ACTIVE", "left", "active ", "x", "activeactive", "*"));

  static final Kind MARK =
      kind(NO_TEXTS, CHARACTERS, texts("LATE", "late ", "x", "latelate", "late|absent"));

  static final Kind ROLE_NAME =
      kind(
          NO_TEXTS,
          CHARACTERS,
          SQL_AND_SCRIPT,
          texts("a b", "a:b", "*", "a*", "\\u00e9", "a/b", "a.b", "x".repeat(65)),
          texts("TEACHER", "teacher", "Super_Admin"));

  static final Kind ZONE =
      kind(
          NO_TEXTS,
          CHARACTERS,
          SQL_AND_SCRIPT,
          texts("Mars/Base", "europe/berlin", "Europe/Berlin ", "+02:00", "UTC+2", "GMT+25"),
          texts("Z", "*", "../etc/passwd", "x".repeat(65)));

  static final Kind CURRENCY =
      kind(
          NO_TEXTS,
          CHARACTERS,
          SQL_AND_SCRIPT,
          texts("eur", "EU", "EURO", "ZZZ", "XXX", "XAU", "EUR ", "978", "*"));

  static final Kind PLAN =
      kind(
          NO_TEXTS,
          CHARACTERS,
          SQL_AND_SCRIPT,
          texts("Full", "1x", "_x", "a b", "a:b", "*", "\\u00e9", "x".repeat(33)));

  static final Kind DATE =
      kind(
          NO_TEXTS,
          CHARACTERS,
          texts("2027-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1", "01.02.2026"),
          texts("20260101", "2026-W01-1", "today", "2026-01-01T00:00:00Z", "2026-01-01 "),
          texts("+999999999-12-31", "-0001-01-01", "0000-01-01", "1899-12-31", "3000-01-01"),
          texts("\\uff12026-01-01", "2026-01-01\\u0000"));

  /** Per cent with two decimals at most. */
  static final Kind PER_CENT =
      kind(
          NO_NUMBERS,
          List.of("-1", "-0.01", "100.01", "101", "50.001", "1e2", "1e400", "1e-400"),
          List.of("9".repeat(30), "\"50,5\"", "\" 50\"", "\"+50\"", "\"\\uff15\""));

  static final Kind SEATS = wholeNumber(List.of("-1", "1000001"));

  static final Kind VERSION = wholeNumber(List.of("-1", "\"v1\""));

  private final List<BadValue> values;

  private Kind(List<BadValue> values) {
    this.values = values;
  }

  @SafeVarargs
  private static Kind kind(List<String>... values) {
    Set<String> all = new LinkedHashSet<>();
    for (List<String> some : values) {
      all.addAll(some);
    }
    return new Kind(all.stream().map(BadValue::of).toList());
  }

  private static List<String> texts(String... texts) {
    return Stream.of(texts).map(BadValue::quoted).toList();
  }

  private static Kind wholeNumber(List<String> outside) {
    return kind(
        NO_NUMBERS,
        outside,
        List.of("1.5", "1.0", "1e2", "1e400", "\"1\"", "2147483648", "9223372036854775808"),
        List.of("-2147483649", "9".repeat(40)));
  }

  /** Returns the kind of a text with something to see, of at most so many characters. */
  static Kind text(int most) {
    return kind(NO_TEXTS, CHARACTERS, texts("x".repeat(most + 1), "x".repeat(10_000)));
  }

  /** Returns the kind of a text that may be blank and have several lines. */
  static Kind note(int most) {
    return kind(
        NO_TEXTS,
        texts("a\\u0000b", "a\\u0007", "a\\rb", "a\\u007f", "a\\u0085b", "\\ud800", "\\udc00x"),
        texts("x".repeat(most + 1), "x".repeat(10_000)));
  }

  /** Returns the kind of an id that is looked for among others: any text may be one. */
  static Kind oneOfIds() {
    return kind(NO_TEXTS, SQL_AND_SCRIPT, texts("", "0", "x", "*", "1:2", "a\\u0000", "\\ud800"));
  }

  /**
   * Returns the kind of a list of names that there are.
   *
   * @param good one of them
   * @param most elements
   * @param mayBeEmpty whether none may be named
   */
  static Kind names(String good, int most, boolean mayBeEmpty) {
    List<BadValue> values = new ArrayList<>();
    for (String json : List.of(quoted(good), "7", "true", "{}", "{\"0\":\"x\"}", quoted(""))) {
      values.add(BadValue.of(json));
    }
    if (!mayBeEmpty) {
      values.add(BadValue.of("[]"));
    }
    values.add(BadValue.of("[" + quoted(good) + listed(most) + "]"));
    Stream.of(NO_TEXTS, CHARACTERS, SQL_AND_SCRIPT, List.of("null"), names(good))
        .flatMap(List::stream)
        .distinct()
        .map(element -> new BadValue("[" + element + "]", "[0]"))
        .forEach(values::add);
    values.add(new BadValue("[" + quoted(good) + ",\"x\"]", "[1]"));
    return new Kind(values);
  }

  private static List<String> names(String good) {
    return texts(
        "x", "*", "a:b", good + " ", " " + good, good + "\\u0000", good + "*", "x".repeat(65));
  }

  private static String listed(int most) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, most).forEach(i -> text.append(",\"x").append(i).append('"'));
    return text.toString();
  }

  /** Returns the kind of a list of objects. */
  static Kind objects() {
    List<BadValue> values = new ArrayList<>();
    for (String json : List.of("7", "true", "{}", quoted("x"), quoted(""))) {
      values.add(BadValue.of(json));
    }
    for (String element : List.of("null", "7", "[]", quoted("x"))) {
      values.add(new BadValue("[" + element + "]", "[0]"));
    }
    values.add(new BadValue("[{\"shoe_size\":7}]", "[0].shoe_size"));
    return new Kind(values);
  }

  List<BadValue> values() {
    return values;
  }
}
