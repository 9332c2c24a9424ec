package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.StoredWidget.linked;
import static dev.homeroom.dashboards.WidgetTag.ATTENDANCE;
import static dev.homeroom.dashboards.WidgetTag.CLASSES;
import static dev.homeroom.dashboards.WidgetTag.FEES;
import static dev.homeroom.dashboards.WidgetTag.INVENTORY;
import static dev.homeroom.dashboards.WidgetTag.NOTICES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.classes.SchoolAttendance;
import dev.homeroom.fees.FeeFigures;
import dev.homeroom.inventory.InventoryFigures;
import dev.homeroom.notices.SchoolBoard;
import dev.homeroom.notices.SchoolBoard.Audience;
import dev.homeroom.sql.Id;
import dev.homeroom.users.PeopleFigures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The dashboard of a school, which all its administrators share. */
@ApplicationScoped
class SchoolAdminDashboard implements RoleDashboard {
  /** The widgets of schools: an entry is the JSON object of one widget, which its key names. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
          "dashboard:school_admin",
          "dashboard:school_admin:{}:{}:{}",
          DataClass.COMPUTED,
          CacheTtl.MEDIUM);

  @Inject SchoolRows schools;
  @Inject PeopleFigures people;
  @Inject SchoolAttendance attendance;
  @Inject FeeFigures fees;
  @Inject InventoryFigures inventory;
  @Inject SchoolBoard board;

  private final Dashboard dashboard =
      new Dashboard(
          "school_admin",
          List.of(
              linked(
                  StoredWidget.of(
                      REGION, "students_by_grade", in -> people.studentsByGrade(in.id()), PEOPLE),
                  list("students", "/api/users?role=STUDENT&school=")),
              StoredWidget.of(
                  REGION,
                  "absences",
                  in -> attendance.absences(in.day(), in.term()),
                  ATTENDANCE,
                  CLASSES),
              StoredWidget.of(
                  REGION,
                  "attendance_missing",
                  in -> attendance.missing(in.day(), in.term(), in.scope()),
                  ATTENDANCE,
                  CLASSES,
                  PEOPLE),
              StoredWidget.of(REGION, "fees_by_month", in -> fees.byMonth(in.day()), FEES),
              linked(
                  StoredWidget.of(REGION, "staff", in -> people.staff(in.id()), PEOPLE),
                  list("people", "/api/users?school=")),
              linked(
                  StoredWidget.of(
                      REGION, "low_stock", in -> inventory.lowStock(in.id()), INVENTORY),
                  list("items", "/api/inventory?school=")),
              StoredWidget.of(
                  REGION,
                  "events",
                  in -> board.events(Audience.ALL_CLASSES, in.day(), in.scope()),
                  NOTICES),
              StoredWidget.of(
                  REGION,
                  "notices",
                  in -> board.announcements(Audience.ALL_CLASSES, in.day(), in.scope()),
                  NOTICES,
                  PEOPLE)));

  private static Function<Viewed, Map<String, String>> list(String name, String path) {
    return school -> Map.of(name, path + school.school());
  }

  @Override
  public String role() {
    return RoleName.SCHOOL_ADMIN;
  }

  @Override
  public Dashboard dashboard() {
    return dashboard;
  }

  @Override
  public Optional<Viewed> of(AccessRecord person, AccessRecord caller) {
    return person.has(role())
        ? Optional.ofNullable(person.schoolId()).flatMap(this::ofSchool)
        : Optional.empty();
  }

  /** Returns a school; empty if there is none with this id. */
  Optional<Viewed> ofSchool(String schoolId) {
    return Id.number(schoolId).isPresent()
        ? schools.find(schoolId).map(SchoolRows.KnownSchool::viewed)
        : Optional.empty();
  }
}
