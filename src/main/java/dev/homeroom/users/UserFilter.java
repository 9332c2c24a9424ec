package dev.homeroom.users;

import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.TextSearch;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The condition of a list of people: what its filters mean on a day. */
final class UserFilter {
  static final String TEXT = "q";
  static final String ROLE = "role";
  static final String SCHOOL = "school";
  static final String CLASS = "class";
  static final String GRADE = "grade";
  static final String STATE = "state";

  /** The people of a class are its students and teachers of a day: class, day, class, day. */
  static final String OF_CLASS =
      "(p.id in (select e.student_id from enrolment e where e.class_id = ?"
          + " and ? between e.valid_from and e.valid_until)"
          + " or p.id in (select t.teacher_id from class_teacher t where t.class_id = ?"
          + " and ? between t.valid_from and t.valid_until))";

  private final List<String> conditions = new ArrayList<>();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /** Makes the condition; {@code today} of the class's school, or any day without a class. */
  UserFilter(ListQuery query, LocalDate today) {
    query.filter(SCHOOL).ifPresent(id -> add("p.school_id = ?", Id.orNone(id)));
    query.filter(TEXT).ifPresent(this::addText);
    query
        .filter(ROLE)
        .ifPresent(
            role ->
                add(
                    "exists (select 1 from person_role r where r.person_id = p.id"
                        + " and r.role_name = ?)",
                    role));
    query.filter(GRADE).ifPresent(grade -> add("p.grade_level = ?", grade));
    query.filter(CLASS).ifPresent(id -> addClass(Id.orNone(id), today));
    // A list leaves out people that have left, unless the query asks for them.
    query.filter(STATE).ifPresentOrElse(this::addState, () -> add("p.active"));
  }

  private void addText(String text) {
    add("(%s or %s)".formatted(TextSearch.in("p.name"), TextSearch.in("a.username")), text, text);
  }

  private void addClass(long classId, LocalDate today) {
    add(OF_CLASS, classId, today, classId, today);
  }

  private void addState(String state) {
    switch (state) {
      case StoredAccount.ACTIVE -> add("p.active and coalesce(a.state, 'active') = 'active'");
      case StoredAccount.DISABLED -> add("p.active and a.state = 'disabled'");
      default -> add("not p.active");
    }
  }

  private void add(String condition, Object... values) {
    conditions.add(condition);
    parameters.addAll(List.of(values));
  }

  /** Returns the clause, empty without filters. */
  String where() {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  @Nullable Object[] parameters() {
    return parameters.toArray();
  }
}
