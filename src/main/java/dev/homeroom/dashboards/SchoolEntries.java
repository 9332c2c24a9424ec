package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.WidgetTag.ATTENDANCE;
import static dev.homeroom.dashboards.WidgetTag.CLASSES;
import static dev.homeroom.dashboards.WidgetTag.FEES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;

import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.classes.AttendanceRates;
import dev.homeroom.fees.FeeFigures;
import dev.homeroom.schools.TermDay;
import dev.homeroom.users.PeopleFigures;
import dev.homeroom.users.StudentCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** The figures of one school that several dashboards show. */
@ApplicationScoped
class SchoolEntries {
  /** The figures of a school: an entry is one JSON object, which its key names. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
          "dashboard:school", "dashboard:school:{}:{}:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);

  /** The students of a school, which are added up over schools. */
  @Produces
  static final Region<StudentCounts> STUDENTS =
      Region.of(
          "dashboard:school_students",
          StudentCounts.class,
          "dashboard:school:{}:{}:{}",
          DataClass.COMPUTED,
          CacheTtl.MEDIUM);

  @Inject PeopleFigures people;
  @Inject FeeFigures fees;
  @Inject AttendanceRates rates;

  private final StoredWidget<StudentCounts> studentsOfSchool =
      StoredWidget.ofSchools(STUDENTS, "students", this::students, PEOPLE);

  private final StoredWidget<Object> feesOfSchool =
      StoredWidget.ofSchools(REGION, "fees", this::fees, FEES);

  private final StoredWidget<Object> attendanceOfSchool =
      StoredWidget.ofSchools(REGION, "attendance", this::attendance, ATTENDANCE, CLASSES);

  /** Returns the entry of a school's students, active and inactive. */
  StoredWidget<StudentCounts> students() {
    return studentsOfSchool;
  }

  /** Returns the entry of a school's fees. */
  StoredWidget<Object> fees() {
    return feesOfSchool;
  }

  /** Returns the entry of a school's attendance. */
  StoredWidget<Object> attendance() {
    return attendanceOfSchool;
  }

  private List<StudentCounts> students(List<TermDay> schools) {
    List<String> ids = schools.stream().map(in -> in.day().school().id()).toList();
    Map<String, StudentCounts> found = people.students(ids);
    return ids.stream().map(id -> found.getOrDefault(id, new StudentCounts(0, 0))).toList();
  }

  private List<Object> fees(List<TermDay> schools) {
    return List.copyOf(fees.ofSchools(schools.stream().map(TermDay::day).toList()));
  }

  private List<Object> attendance(List<TermDay> schools) {
    return List.copyOf(rates.ofSchools(schools));
  }
}
