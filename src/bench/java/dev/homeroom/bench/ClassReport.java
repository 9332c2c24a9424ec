package dev.homeroom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A value as a dashboard's widget has it; 2 KB as JSON.
 *
 * @param students of the class
 */
record ClassReport(
    String schoolId,
    String classId,
    String teacher,
    String subject,
    int term,
    int lessons,
    double average,
    double attendance,
    List<Row> students) {

  private static final int STUDENTS = 25;
  private static final List<String> NAMES =
      List.of("Ada Novak", "Zoë Martin", "Omar Haddad", "Lin Wei", "José Silva", "Mia Berg");

  /** Copies the rows. */
  ClassReport {
    students = List.copyOf(students);
  }

  /** One student of the class. */
  record Row(String id, String name, int present, int absent, double average) {}

  /** Returns the value of a number, always the same. */
  static ClassReport of(int number) {
    Random random = new Random(number);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < STUDENTS; i++) {
      rows.add(
          new Row(
              Integer.toString(100_000 + random.nextInt(900_000)),
              NAMES.get(random.nextInt(NAMES.size())),
              40 + random.nextInt(20),
              random.nextInt(10),
              random.nextInt(600) / 100.0));
    }
    return new ClassReport(
        "1",
        Integer.toString(number),
        NAMES.get(random.nextInt(NAMES.size())),
        "Mathematics",
        random.nextInt(4),
        60,
        random.nextInt(600) / 100.0,
        random.nextInt(1_000) / 1_000.0,
        rows);
  }
}
