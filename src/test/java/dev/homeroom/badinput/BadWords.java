package dev.homeroom.badinput;

import java.util.List;

/** Words that a part of a path, a parameter or a header must not be; encoded as in a URL. */
final class BadWords {
  private static final String LONG = "9".repeat(25);

  /** What is no number of a page. */
  static final List<String> PAGE =
      List.of(
          "-1", "10001", LONG, "x", "1.5", "1e3", "00", "%2B1", "%201", "1%00", "%EF%BC%91", "");

  static final List<String> SIZE =
      List.of("0", "-1", "201", "1000000000", LONG, "x", "1.5", "1e2", "010", "NaN", "");

  static final List<String> SORT =
      List.of(
          "x", "NAME", "--name", "-", "name,id", "name%20desc", "name%3B--", "name%00", "1", "");

  /** What is no text to look for. */
  static final List<String> TEXT =
      List.of(
          "x".repeat(201),
          "%C3%A9".repeat(201),
          "%00",
          "a%00",
          "a%0D%0Ab",
          "%1F",
          "a%7F",
          "%C2%85");

  static final List<String> ID =
      List.of("x", "0", "-1", "01", "1:2", "*", "1e3", "%00", "1%20", "%27%20or%201%3D1", LONG);

  static final List<String> STATE = List.of("ACTIVE", "x", "active%20", "active,left", "%00", "*");

  static final List<String> TRUTH = List.of("yes", "TRUE", "1", "0", "true%20", "%00", "null");

  static final List<String> DATE =
      List.of(
          "x",
          "2026-02-30",
          "2027-02-29",
          "2026-1-1",
          "1899-12-31",
          "3000-01-01",
          "0000-01-01",
          "%2B999999999-12-31",
          "-0001-01-01",
          "2026-01-01%00",
          "20260101",
          "");

  /** What is no moment in UTC from 1900 to 2999. */
  static final List<String> MOMENT =
      List.of(
          "x",
          "now",
          "2026-11-20",
          "2026-02-30T00:00:00Z",
          "2026-11-20T25:00:00Z",
          "2026-11-20T10:30:00",
          "1899-12-31T23:59:59Z",
          "3000-01-01T00:00:00Z",
          "%2B999999999-12-31T00:00:00Z",
          "1795170600",
          "%00");

  static final List<String> ACTION =
      List.of("LOGIN.OK", "x", "login", "login.ok,logout", "login.ok%20", "login.*", "%00");

  /** What is no id in a path, or one of nothing. */
  static final List<String> PART =
      List.of(
          "0",
          "-1",
          "01",
          "x",
          "1:2",
          "*",
          "%3F",
          "%5B1%5D",
          "a%20b",
          "1e3",
          "%C3%A9",
          "%EF%BC%91",
          "9223372036854775808",
          "999999999999999999",
          "%27%20or%201%3D1--",
          "%3Cscript%3E",
          "7".repeat(600));

  /** What is no date in a path. */
  static final List<String> DAY =
      List.of(
          "x",
          "2026-02-30",
          "2026-1-1",
          "today",
          "0000-01-01",
          "1900-01-01",
          "2999-12-31",
          "%2B999999999-12-31",
          "-999-01-01",
          "20260101",
          "*",
          "2026-01-01T00:00:00Z",
          "1:2");

  /** What the server itself refuses in a path. */
  static final List<String> CONTROL = List.of("1%00", "1%0D%0AX-Bad:%201");

  /** Entity tags of no present version. */
  static final List<String> TAGS =
      List.of(
          "\"v999999\"",
          "W/\"v999999\"",
          "\"v999998\", \"v999999\"",
          "\"v-1\"",
          "\"v1.0\"",
          "\"v" + LONG + "\"",
          "\"v\"",
          "\"\"",
          "\"v1",
          "v1",
          "x",
          "'v1'",
          "\"*\"",
          "\"" + "v".repeat(4_000) + "\"");

  private BadWords() {}
}
