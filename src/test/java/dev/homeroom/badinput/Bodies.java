package dev.homeroom.badinput;

import static dev.homeroom.badinput.Field.optional;
import static dev.homeroom.badinput.Field.required;

import java.util.ArrayList;
import java.util.List;

/** Good bodies, and what their fields are. */
final class Bodies {
  static final Body ROLE =
      Body.of(
          List.of(
              required("name", Kind.ROLE_NAME),
              required("permissions", Kind.names("users:read", 100, true))),
          "name",
          "\"bad_input_<n>\"",
          "permissions",
          "[\"users:read\",\"inventory:read\"]");

  static final Body PERMISSIONS =
      Body.of(
          List.of(required("permissions", Kind.names("users:read", 100, true))),
          "permissions",
          "[\"users:read\",\"inventory:read\"]");

  static final Body ROLES =
      Body.of(
          List.of(required("roles", Kind.names("STUDENT", 10, false))), "roles", "[\"STUDENT\"]");

  static final Body INVITES =
      Body.of(
          List.of(optional("class_id", Kind.ID), optional("renew", Kind.TRUTH)),
          "class_id",
          "\"<class>\"",
          "renew",
          "false");

  static final Body USER =
      Body.of(
          List.of(
              required("name", Kind.text(200)),
              required("roles", Kind.names("STUDENT", 10, false)),
              optional("school_id", Kind.ID),
              optional("username", Kind.USERNAME),
              optional("grade_level", Kind.text(16)),
              optional("email", Kind.EMAIL),
              optional("position", Kind.text(64)),
              optional("state", Kind.STATE),
              optional("version", Kind.VERSION)),
          "name",
          "\"Ann Lee\"",
          "roles",
          "[\"STUDENT\"]",
          "school_id",
          "\"<school>\"",
          "username",
          "\"bad.input.<n>\"",
          "grade_level",
          "\"7\"",
          "email",
          "\"ann@school.example\"",
          "position",
          "\"Prefect <n>\"",
          "state",
          "\"active\"");

  static final Body SCHOOL = school(false);
  static final Body NEW_SCHOOL = school(true);
  static final Body TERM = term("2100");
  static final Body NEW_TERM = term("<year>");

  static final Body DAYS =
      Body.of(
              List.of(optional("from", Kind.DATE), optional("until", Kind.DATE)),
              "from",
              "\"2998-01-05\"",
              "until",
              "\"2998-12-31\"")
          .asOptional();

  static final Body ATTENDANCE =
      Body.of(
          List.of(
              required("marks", Kind.objects()),
              mark("student_id", Kind.oneOfIds(), true),
              mark("mark", Kind.MARK, true),
              mark("note", Kind.note(500), false)),
          "marks",
          "<marks>");

  private Bodies() {}

  private static Body school(boolean isNew) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                required("name", Kind.text(200)),
                required("time_zone", Kind.ZONE),
                required("pass_mark", Kind.PER_CENT)));
    List.of(
            optional("currency", Kind.CURRENCY),
            optional("plan", Kind.PLAN),
            optional("seats", Kind.SEATS),
            optional("subscribed_until", Kind.DATE))
        .forEach(field -> fields.add(isNew ? required(field.path(), field.kind()) : field));
    return Body.of(
        fields,
        "name",
        "\"School of bad input <n>\"",
        "time_zone",
        "\"Europe/Berlin\"",
        "pass_mark",
        "50.5",
        "currency",
        "\"EUR\"",
        "plan",
        "\"full\"",
        "seats",
        "1000",
        "subscribed_until",
        "\"2999-12-31\"");
  }

  private static Body term(String year) {
    String holiday = "[{\"date\":\"" + year + "-01-06\",\"name\":%s}]";
    String day = "[{\"date\":%s,\"name\":\"Epiphany\"}]";
    return Body.of(
        List.of(
            required("academic_year", Kind.text(64)),
            required("name", Kind.text(64)),
            required("starts_on", Kind.DATE),
            required("ends_on", Kind.DATE),
            required("holidays", Kind.objects()),
            new Field("holidays[0].date", "holidays", day, Kind.DATE, true),
            new Field("holidays[0].name", "holidays", holiday, Kind.text(100), true)),
        "academic_year",
        "\"" + year + "\"",
        "name",
        "\"Spring <n>\"",
        "starts_on",
        "\"" + year + "-01-01\"",
        "ends_on",
        "\"" + year + "-06-30\"",
        "holidays",
        holiday.formatted("\"Epiphany\""));
  }

  private static Field mark(String name, Kind kind, boolean isRequired) {
    String frame =
        switch (name) {
          case "student_id" -> "[{\"student_id\":%s,\"mark\":\"late\"}]";
          case "mark" -> "[{\"student_id\":\"<demo_student>\",\"mark\":%s}]";
          default -> "[{\"student_id\":\"<demo_student>\",\"mark\":\"late\",\"note\":%s}]";
        };
    return new Field("marks[0]." + name, "marks", frame, kind, isRequired);
  }
}
