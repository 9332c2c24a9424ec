package dev.homeroom.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The pages that are looked at in all looks, and who opens them. */
final class Places {
  /**
   * A page.
   *
   * @param name for files
   * @param user who opens it; null for somebody who is not logged in
   * @param hash its address
   */
  record Place(String name, String user, String hash) {}

  private Places() {}

  /** Opens all pages one after the other; each person logs in once. */
  static void visit(
      PagesServer server, Function<Look, Visitor> door, Look look, BiConsumer<Place, Visitor> act) {
    Map<String, List<Place>> byUser = new LinkedHashMap<>();
    all(server)
        .forEach(
        place ->
            byUser.computeIfAbsent(String.valueOf(place.user()), ignored -> new ArrayList<>()).add(place));
    for (List<Place> places : byUser.values()) {
      try (Visitor visitor = door.apply(look)) {
        String user = places.get(0).user();
        if (user != null) {
          visitor.logIn(user);
        }
        for (Place place : places) {
          visitor.go(place.hash());
          act.accept(place, visitor);
        }
      }
    }
  }

  private static List<Place> all(PagesServer server) {
    return List.of(
        new Place("login", null, "#/login"),
        new Place("redeem", null, "#/redeem"),
        new Place("password", "teacher", "#/password"),
        new Place("teacher", "teacher", "#/"),
        new Place("register", "teacher", "#/attendance/1/" + lastDay(server)),
        new Place("class", "teacher", "#/people?class=1"),
        new Place("classes", "teacher", "#/classes"),
        new Place("absences-teacher", "teacher", "#/daily/" + lastDay(server)),
        new Place("student", "student", "#/"),
        new Place("parent", "parent", "#/"),
        new Place("staff", "staff", "#/"),
        new Place("school-admin", "school.admin", "#/"),
        new Place("absences", "school.admin", "#/daily/" + lastDay(server)),
        new Place("invoices", "school.admin", "#/invoices?state=open"),
        new Place("family-invoices", "parent", "#/invoices/family/" + idOf(server, "parent")),
        new Place("own-invoices", "student", "#/invoices/student/" + idOf(server, "student")),
        new Place("people", "school.admin", "#/people"),
        new Place("person", "school.admin", "#/person/53"),
        new Place("new-person", "school.admin", "#/person/new"),
        new Place("roles", "super.admin", "#/roles"),
        new Place("school", "school.admin", "#/schools"),
        new Place("inventory", "staff", "#/inventory"),
        new Place("super-admin", "super.admin", "#/"),
        new Place("schools", "super.admin", "#/schools"),
        new Place("forbidden", "teacher", "#/roles"),
        new Place("nothing", "teacher", "#/nothing"));
  }

  /** A day on which class 1 has had a lesson. */
  private static String lastDay(PagesServer server) {
    return server
        .sql()
        .text("select max(on_date) from attendance_sheet where class_id = 1");
  }

  private static String idOf(PagesServer server, String login) {
    return server.sql().text("select person_id from account where username = ?", login);
  }
}
