package dev.homeroom.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One lesson of the demo whose attendance has been taken: its teacher takes it again and again, and
 * with each time the demo student is absent or present, which the dashboards show.
 */
public final class Attendance {
  private final Databases.Address database;
  private final long classId;
  private final String date;
  private final long studentId;
  private final List<Long> students = new ArrayList<>();

  /** Finds the lesson in the database. */
  public Attendance(Databases.Address database) throws SQLException {
    this.database = database;
    try (Connection connection = connect()) {
      studentId = number(connection, "select person_id from account where username = 'student'");
      long teacher = number(connection, "select person_id from account where username = 'teacher'");
      String sheet =
          "select s.class_id, s.on_date from attendance_sheet s"
              + " join class_teacher t on t.class_id = s.class_id and t.teacher_id = "
              + teacher
              + " join enrolment e on e.class_id = s.class_id and e.student_id = "
              + studentId
              + " order by s.on_date desc, s.class_id";
      try (ResultSet row = connection.createStatement().executeQuery(sheet)) {
        row.next();
        classId = row.getLong(1);
        date = row.getDate(2).toString();
      }
      try (ResultSet rows =
          connection
              .createStatement()
              .executeQuery("select student_id from enrolment where class_id = " + classId)) {
        while (rows.next()) {
          students.add(rows.getLong(1));
        }
      }
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Returns the path of the lesson's attendance. */
  public String path() {
    return "/api/classes/" + classId + "/attendance/" + date;
  }

  /** Returns the demo student's id. */
  public String studentId() {
    return Long.toString(studentId);
  }

  /** Returns the body that has everybody present but the demo student, who has this mark. */
  public String body(String mark) {
    StringBuilder marks = new StringBuilder();
    for (long student : students) {
      marks.append(marks.length() == 0 ? "" : ",");
      marks
          .append("{\"student_id\":\"")
          .append(student)
          .append("\",\"mark\":\"")
          .append(student == studentId ? mark : "present")
          .append("\",\"note\":null}");
    }
    return "{\"marks\":[" + marks + "]}";
  }

  /** Returns the mark that the demo student does not have now: present or absent. */
  public String otherMark() throws SQLException {
    return absences() == absencesOfOtherLessons() ? "absent" : "present";
  }

  /** Returns how often the demo student was absent in the term, as the database says. */
  public long absences() throws SQLException {
    return count("");
  }

  private long absencesOfOtherLessons() throws SQLException {
    return count(" and not (s.class_id = " + classId + " and s.on_date = date '" + date + "')");
  }

  private long count(String condition) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement select =
            connection.prepareStatement(
                "select count(*) from attendance_mark m join attendance_sheet s on s.id = m.sheet_id"
                    + " where m.student_id = ? and m.mark = 'absent'"
                    + condition)) {
      select.setLong(1, studentId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Returns how many pupils the class has: that many marks a whole write leaves. */
  public int size() {
    return students.size();
  }

  /** Returns how many marks the lesson has, as the database says. */
  public long marks() throws SQLException {
    try (Connection connection = connect()) {
      return number(
          connection,
          "select count(*) from attendance_mark where sheet_id = (select id from attendance_sheet"
              + " where class_id = "
              + classId
              + " and on_date = date '"
              + date
              + "')");
    }
  }

  /** Opens a transaction that has changed the mark and raised its tags, and is not committed. */
  public Connection changedAndRaised(String mark) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    connection
        .createStatement()
        .executeUpdate(
            "update attendance_mark set mark = '"
                + mark
                + "' where student_id = "
                + studentId
                + " and sheet_id = (select id from attendance_sheet where class_id = "
                + classId
                + " and on_date = date '"
                + date
                + "')");
    connection
        .createStatement()
        .executeUpdate(
            "update generation set generation = generation + 77, changed_at = default"
                + " where tag = 'user:"
                + studentId
                + "'");
    return connection;
  }
}
