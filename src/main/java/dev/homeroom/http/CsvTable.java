package dev.homeroom.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as comma-separated values (RFC 4180): UTF-8 with a byte order mark, by which spreadsheets
 * know it, lines that end in CRLF. A cell that a spreadsheet would take for a formula gets an
 * apostrophe before it (OWASP, CSV Injection).
 */
public final class CsvTable {
  /** The media type. */
  public static final String MEDIA_TYPE = "text/csv";

  private static final char MARK = '\uFEFF';
  private static final String FORMULAS = "=+-@\t\r\n";

  private final StringBuilder text = new StringBuilder().append(MARK);

  /** Begins with the names of the columns. */
  public CsvTable(String... columns) {
    row(columns);
  }

  /** Adds a row; null is an empty cell. */
  public CsvTable row(@Nullable String... cells) {
    String before = "";
    for (String cell : cells) {
      text.append(before).append(cell(cell == null ? "" : cell));
      before = ",";
    }
    text.append("\r\n");
    return this;
  }

  private static String cell(String value) {
    boolean isFormula = !value.isEmpty() && FORMULAS.indexOf(value.charAt(0)) >= 0;
    String safe = isFormula ? "'" + value : value;
    boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /** Returns several texts as one cell. */
  public static String joined(List<String> texts) {
    return String.join("; ", texts);
  }

  /** Returns the table. */
  public String text() {
    return text.toString();
  }

  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Answers the table, as a file of this name: ASCII, without quotes. */
  public Response answer(String file) {
    return Response.ok(bytes(), MEDIA_TYPE + ";charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .header("X-Cache-Status", "BYPASS")
        .header("Cache-Status", "homeroom; fwd=bypass")
        .build();
  }
}
