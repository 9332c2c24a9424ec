package dev.homeroom.menus;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.DayOfWeek;
import java.util.Optional;

/** Menus in the database. Each method throws if the database is away. */
@ApplicationScoped
class MenuRepository {
  @Inject Queries queries;

  /** Returns a school's menu of a day; empty if there is none. */
  @Transactional
  Optional<Menu> find(String schoolId, DayOfWeek day) {
    return queries.find(
        "select main, vegetarian from menu where school_id = ? and weekday = ?",
        row -> new Menu(row.text(1), row.text(2)),
        Id.orNone(schoolId),
        day.getValue());
  }

  /**
   * Writes a school's menu of a day, in the caller's transaction.
   *
   * @throws ProblemException 404 if there is no such school
   */
  void save(String schoolId, DayOfWeek day, Menu menu) {
    long id = Id.orNone(schoolId);
    // The lock makes two writers of one school's menus take turns.
    String lock = "select id from school where id = ? for update";
    if (queries.find(lock, row -> row.id(1), id).isEmpty()) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such school.");
    }
    queries.update("delete from menu where school_id = ? and weekday = ?", id, day.getValue());
    queries.update(
        "insert into menu (school_id, weekday, main, vegetarian) values (?, ?, ?, ?)",
        id,
        day.getValue(),
        menu.main(),
        menu.vegetarian());
  }
}
