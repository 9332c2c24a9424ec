package dev.homeroom.demo;

import dev.homeroom.access.RoleName;
import dev.homeroom.demo.DemoPeople.PersonIds;
import dev.homeroom.sql.NameOrder;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Creates the demo district: its schools with their people, and a term with eight past weeks. The
 * small one has three schools, 1,500 students, 90 teachers, 60 staff, 1,200 parents. It is the same
 * for the same seed, day and size.
 */
final class DemoDistrict {
  /** The random seed of {@code ./mvnw liberty:run}. */
  static final long SEED = 20_261_120L;

  private final DemoSession session;
  private final String passwordHash;
  private final DemoCalendar calendar;

  private record DemoSchool(String name, String timeZone, String currency) {}

  private static final List<DemoSchool> SCHOOLS =
      List.of(
          new DemoSchool("Lindenhof School", "Europe/Berlin", "EUR"),
          new DemoSchool("Harbour Academy", "Europe/London", "GBP"),
          new DemoSchool("Escola do Rio", "Europe/Lisbon", "EUR"));

  DemoDistrict(DemoSession session, String passwordHash) {
    this.session = session;
    this.passwordHash = passwordHash;
    this.calendar = new DemoCalendar(session.day());
  }

  /** Inserts the whole district; the caller commits. */
  void make() throws SQLException {
    long districtId = session.nextId("district_seq");
    session.insert("district", "id, name", districtId, "Demo district");
    superAdmin();
    for (int number = 1; number <= session.size().schools(); number++) {
      school(districtId, planned(number), number);
    }
    session.insert("demo_district", "id, seed, made_on", 1, SEED, session.day());
  }

  /** Plans a school: the first three by turns, with their number in the name from the fourth on. */
  private static DemoSchool planned(int number) {
    DemoSchool one = SCHOOLS.get((number - 1) % SCHOOLS.size());
    return number <= SCHOOLS.size()
        ? one
        : new DemoSchool(one.name() + " " + number, one.timeZone(), one.currency());
  }

  private void superAdmin() throws SQLException {
    long id = session.nextId("person_seq");
    String name = "Robin Brandt";
    session.insert("person", "id, name, sort_key, kind", id, name, NameOrder.keyOf(name), "admin");
    session.insert("person_role", "person_id, role_name", id, RoleName.SUPER_ADMIN);
    session.insert(
        "account", "person_id, username, password_hash", id, "super.admin", passwordHash);
  }

  private void school(long districtId, DemoSchool school, int number) throws SQLException {
    long schoolId = session.nextId("school_seq");
    ZoneId zone = ZoneId.of(school.timeZone());
    String part = Integer.toString(number);
    session.insert(
        "school",
        "id, district_id, name, time_zone, currency, pass_mark, plan, seats, subscribed_until",
        schoolId,
        districtId,
        school.name(),
        school.timeZone(),
        school.currency(),
        BigDecimal.valueOf(50),
        "standard",
        session.size().seats(),
        session.day().plusYears(1));
    long termId = term(schoolId);
    PersonIds people = new DemoPeople(session, schoolId, number, passwordHash).make();
    List<DemoClass> classes = new DemoClasses(session, schoolId, termId, people).make();
    new DemoAttendance(session, calendar, zone, part).make(classes);
    new DemoGrades(session, calendar, part).make(classes);
    new DemoFees(session, calendar, zone, part).make(schoolId, people.students());
    new DemoNotices(session, calendar, schoolId, zone).make(people.admin(), classes);
    new DemoEvents(session, calendar, zone).make(schoolId, classes);
    new DemoInventory(session, calendar, zone, part).make(schoolId, people);
    new DemoPositions(session).make(schoolId);
  }

  private long term(long schoolId) throws SQLException {
    LocalDate start = calendar.termStart();
    long yearId = session.nextId("term_seq");
    long termId = session.nextId("term_seq");
    try (BatchInsert insert =
        session.into("academic_year", "id, school_id, name, starts_on, ends_on")) {
      insert.row(yearId, schoolId, "Year " + start.getYear(), start, start.plusWeeks(40));
    }
    try (BatchInsert insert =
        session.into("term", "id, school_id, academic_year_id, name, starts_on, ends_on")) {
      insert.row(termId, schoolId, yearId, "First term", start, calendar.termEnd());
    }
    try (BatchInsert insert = session.into("holiday", "school_id, on_date, name")) {
      for (LocalDate holiday : calendar.holidays()) {
        insert.row(schoolId, holiday, "School holiday");
      }
    }
    return termId;
  }
}
