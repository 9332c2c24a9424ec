package dev.homeroom.demo;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Gives the employees of one demo school their positions, by turns. */
final class DemoPositions {
  private static final List<String> STAFF =
      List.of("Secretary", "Caretaker", "Librarian", "Accountant", "Cook");
  private static final List<String> TEACHERS =
      List.of("Teacher", "Teacher", "Teacher", "Head of department", "Trainee");

  private final DemoSession session;

  DemoPositions(DemoSession session) {
    this.session = session;
  }

  void make(long schoolId) throws SQLException {
    give(schoolId, "admin", List.of("Head"));
    give(schoolId, "staff", STAFF);
    give(schoolId, "teacher", TEACHERS);
  }

  private void give(long schoolId, String kind, List<String> positions) throws SQLException {
    StringBuilder sql =
        new StringBuilder("update person set position = case mod(id, ")
            .append(positions.size())
            .append(')');
    List<Object> parameters = new ArrayList<>();
    for (int i = 0; i < positions.size(); i++) {
      sql.append(" when ").append(i).append(" then ?");
      parameters.add(positions.get(i));
    }
    sql.append(" end where school_id = ? and kind = ?");
    parameters.addAll(List.of(schoolId, kind));
    session.update(sql.toString(), parameters);
  }
}
