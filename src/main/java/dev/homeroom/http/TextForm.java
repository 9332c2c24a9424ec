package dev.homeroom.http;

/** The forms of free text in requests, as regular expressions for {@code @Pattern}. */
public final class TextForm {
  /**
   * A text of one line with something to see: no control characters (Unicode's category Cc), and
   * one character that is no space, separator or format character.
   */
  public static final String LINE = "[^\\p{Cc}]*[^\\p{Cc}\\p{Z}\\p{Cf}][^\\p{Cc}]*";

  /**
   * A text of any number of lines, also an empty one: no control characters but tab and newline.
   */
  public static final String LINES = "[[^\\p{Cc}]\\t\\n]*";

  private TextForm() {}
}
