package dev.homeroom.reports;

import dev.homeroom.http.CsvTable;
import dev.homeroom.reports.DailyReport.DayMark;
import dev.homeroom.reports.DailyReport.MissingStudent;
import dev.homeroom.reports.DailyReport.Parent;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;

/** Writes a report of a day as a table, a line for each mark. */
final class DailyCsv {
  private DailyCsv() {}

  /** Answers the table. */
  static Response of(DailyReport report) {
    return table(report).answer("absences-" + report.date() + ".csv");
  }

  static CsvTable table(DailyReport report) {
    CsvTable table =
        new CsvTable("Student", "Year", "Class", "Mark", "Note", "Taken at", "Parents", "E-mail");
    for (MissingStudent student : report.students()) {
      List<Parent> parents = Objects.requireNonNullElse(student.parents(), List.of());
      String names = CsvTable.joined(parents.stream().map(Parent::name).toList());
      String emails =
          CsvTable.joined(parents.stream().map(Parent::email).filter(Objects::nonNull).toList());
      for (DayMark mark : student.marks()) {
        table.row(
            student.student(),
            student.gradeLevel(),
            mark.name(),
            mark.mark(),
            mark.note(),
            mark.takenAt().toString(),
            names,
            emails);
      }
    }
    return table;
  }
}
