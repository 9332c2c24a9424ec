package dev.homeroom.badinput;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bodies that are wrong as a whole: no JSON, other JSON than an object, members that are not. */
final class WholeBodies {
  /** Private characters that {@link #octets} writes as the bytes 0 to 255. */
  private static final char FIRST_OCTET = '\uF700';

  private static final int DEPTH = 1_000;
  private static final int MEGABYTE = 1_000_000;

  /** A bad body. */
  record Whole(String what, String json, Expected expected) {}

  private final String good;
  private final String member;
  private final List<Whole> all = new ArrayList<>();

  private WholeBodies(Body body) {
    good = body.json();
    member = body.members().keySet().iterator().next();
    if (!body.isPartial() || !body.type().equals(Body.JSON)) {
      // A link of a class may come without a body.
      add("(empty)", "", Expected.field(""));
    }
  }

  static List<Whole> of(Body body) {
    WholeBodies bodies = new WholeBodies(body);
    bodies.otherValues();
    bodies.noJson();
    bodies.members();
    bodies.octets();
    bodies.large();
    return bodies.all;
  }

  private void add(String what, String json, Expected expected) {
    all.add(new Whole(what, json, expected));
  }

  private void otherValues() {
    add("(blank)", " \n ", Expected.body());
    add("null", "null", Expected.field(""));
    for (String json : List.of("[]", "7", "true", "\"x\"", "[" + good + "]")) {
      add(json, json, Expected.field(""));
    }
  }

  private void noJson() {
    String rest = good.substring(1);
    for (String json :
        List.of(
            good.substring(0, good.length() - 1),
            good.substring(0, good.length() / 2),
            good.substring(0, 3),
            good + "}",
            good + good,
            good + " x",
            good.replace('"', '\''),
            good.substring(0, good.length() - 1) + ",}",
            "/* x */" + good,
            "{// x\n" + rest,
            "{" + member + ":" + rest,
            "{,\n" + rest,
            "<user/>",
            "name=Ann",
            "\ufeff" + good)) {
      add("no JSON: " + json, json, Expected.body());
    }
    for (String value : List.of("NaN", "-Infinity", "01", ".5", "5.", "+5", "0x10", "undefined")) {
      add("no JSON: " + value, with(value), Expected.body());
    }
    for (String text : List.of("a\nb", "a\u0000b", "\\x41", "\\u12", "\\")) {
      add("no JSON: " + text, with('"' + text + '"'), Expected.body());
    }
  }

  /** Returns the good body with a value that is no JSON in the place of a member's. */
  private String with(String value) {
    return "{\"" + member + "\":" + value + "}";
  }

  private void members() {
    String rest = good.substring(1);
    for (String other : List.of("shoe_size", "id", "__proto__", "@type", "constructor")) {
      add("member " + other, "{\"" + other + "\":\"1\"," + rest, Expected.field(other));
    }
    add("member null", "{\"shoe_size\":null," + rest, Expected.field("shoe_size"));
    add("member twice", "{\"" + member + "\":null," + rest, Expected.field(member));
    String camel = "{\"schoolId\":\"1\"," + rest;
    add("member schoolId", camel, Expected.field("schoolId"));
    add("member of 10,000", "{\"" + "n".repeat(10_000) + "\":1," + rest, Expected.body());
    String deep = "[".repeat(DEPTH) + "]".repeat(DEPTH);
    add("deep unknown", "{\"shoe_size\":" + deep + "," + rest, Expected.body());
    add("deep", with(deep), Expected.body());
    add("deep objects", with("{\"x\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH)), Expected.body());
    add("deep, open", "[".repeat(100_000), Expected.body());
    add("number of 50 digits", with("9".repeat(50)), Expected.body());
  }

  private void octets() {
    for (int[] octets :
        new int[][] {
          {0xff},
          {0xc0, 0xaf},
          {0xc1, 0x81},
          {0xed, 0xa0, 0x80},
          {0xf5, 0x80, 0x80, 0x80},
          {0xc3},
          {0xe2, 0x82},
          {0x80},
          {0xf0, 0x82, 0x82, 0xac}
        }) {
      StringBuilder text = new StringBuilder();
      StringBuilder shown = new StringBuilder("bytes");
      for (int octet : octets) {
        text.append((char) (FIRST_OCTET + octet));
        shown.append(" %02x".formatted(octet));
      }
      add(shown.toString(), good.replaceFirst("\"", "\"" + text), Expected.body());
      add(shown + " in a value", with("\"a" + text + "b\""), Expected.body());
    }
    add("UTF-16", wide(2, good), Expected.body());
    add("UTF-32", wide(4, good), Expected.body());
  }

  /** Returns a text that is written as UTF-16 or UTF-32. */
  private static String wide(int width, String text) {
    StringBuilder wide = new StringBuilder();
    text.chars().forEach(c -> wide.append("\u0000".repeat(width - 1)).append((char) c));
    return wide.toString();
  }

  private void large() {
    add("text of 100,001", with('"' + "x".repeat(100_001) + '"'), Expected.body());
    add("over 1 MB", good + " ".repeat(MEGABYTE), Expected.status(413));
  }

  /** Returns the bytes of a body: UTF-8, and bytes that are none where a private character is. */
  static byte[] octets(String body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length());
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c >= FIRST_OCTET && c < FIRST_OCTET + 256) {
        out.writeBytes(plain.toString().getBytes(StandardCharsets.UTF_8));
        plain.setLength(0);
        out.write(c - FIRST_OCTET);
      } else {
        plain.append(c);
      }
    }
    out.writeBytes(plain.toString().getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
