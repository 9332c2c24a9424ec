package dev.homeroom.badinput;

/**
 * A value that a field must not have.
 *
 * @param json the value as it stands in the body; characters from U+F700 to U+F7FF stand for bytes
 * @param inside where the fault is inside the field, {@code [0]}; empty for the field itself
 */
record BadValue(String json, String inside) {
  private static final int SHOWN = 60;

  static BadValue of(String json) {
    return new BadValue(json, "");
  }

  /** Returns a JSON text; what it holds is not escaped. */
  static String quoted(String inside) {
    return '"' + inside + '"';
  }

  /** Returns a value as a report shows it: a long one is cut, and its length stands behind it. */
  static String shown(String value) {
    String visible = value.replace("\n", "\\n").replace("\r", "\\r").replace("\u0000", "\\0");
    return visible.length() <= SHOWN
        ? visible
        : visible.substring(0, SHOWN)
            + "…"
            + visible.substring(visible.length() - SHOWN / 6)
            + " ("
            + value.length()
            + ")";
  }
}
