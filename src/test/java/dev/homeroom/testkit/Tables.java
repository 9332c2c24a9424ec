package dev.homeroom.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables of the pages in {@code docs}. */
public final class Tables {
  private Tables() {}

  /**
   * Returns the cells of the rows whose first cell is code, without the backquotes around a cell.
   */
  public static List<List<String>> rows(Path page) {
    List<List<String>> rows = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(page)) {
        if (line.startsWith("| `")) {
          String[] cells = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
          rows.add(Arrays.stream(cells).map(Tables::text).toList());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static String text(String cell) {
    return cell.strip().replaceAll("^`([^`]*)`$", "$1");
  }
}
