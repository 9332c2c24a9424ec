package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.Relations;
import dev.homeroom.classes.DayView.LessonView;
import dev.homeroom.classes.UntakenAttendance.Untaken;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.schools.Schools;
import dev.homeroom.schools.Term;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened on a day is judged by the timetable, the links and the holidays of that day. */
abstract class DaysContract {
  private static final String TOM = "900102";
  private static final String ANN = "900103";
  private static final String BEN = "900104";
  private static final String MATHS = "900051";

  private Queries queries;
  private TestBeans beans;

  /** Returns a database with the fixture of one class, as it is before any test. */
  abstract DataSource fresh();

  @BeforeEach
  void make() {
    DataSource database = fresh();
    queries = new Queries(database);
    at(database, "2026-11-20T09:00:00Z");
  }

  private void at(DataSource database, String now) {
    beans = new TestBeans(database, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }

  private Term term() {
    return beans.get(Terms.class).findTerm("900031").orElseThrow();
  }

  private SchoolDay today() {
    return beans.get(Schools.class).findToday("900011").orElseThrow();
  }

  private void run(String sql) {
    queries.update(sql);
  }

  private List<String> untaken() {
    return beans.get(UntakenAttendance.class).list(TOM, term(), today().date()).stream()
        .map(Untaken::date)
        .map(LocalDate::toString)
        .toList();
  }

  private MarkCounts marks(String student) {
    return beans.get(AttendanceFigures.class).ofStudent(student, term());
  }

  private List<StudentAtRisk> atRisk() {
    return beans.get(RiskFigures.class).ofTeacher(TOM, term(), today());
  }

  private StudentAtRisk risk(String student) {
    return atRisk().stream()
        .filter(of -> of.studentId().equals(student))
        .findFirst()
        .orElseThrow(() -> new AssertionError(student + " is not at risk"));
  }

  private GradeFigures grades() {
    return beans.get(GradeFigures.class);
  }

  private DayView day(String date) {
    return DayView.of(
        LocalDate.parse(date), term(), beans.get(Timetables.class).ofStudent(ANN, term()));
  }

  private Relations.Related related(String person) {
    LocalDate day = LinkDays.in(term(), today().date());
    return beans
        .get(ClassRelations.class)
        .of(person, Map.of(term().schoolId(), new Relations.AccessTerm(term().id(), day)));
  }

  @Test
  void lessonMovedFromMondayToThursday_asksForNoThursdayOfBefore_andCountsTheMondays() {
    MarkCounts before = marks(BEN);

    run("update lesson set valid_until = '2026-11-08' where id = 900061");
    run(
        "insert into lesson (id, class_id, weekday, starts_at, ends_at, room, valid_from)"
            + " values (1, 900051, 4, '08:00:00', '08:45:00', 'Room 1', '2026-11-09')");

    assertThat(untaken()).containsExactly("2026-11-20", "2026-11-19", "2026-11-12");
    assertThat(marks(BEN)).isEqualTo(before);
    assertThat(day("2026-11-07").date()).as("no Monday follows").hasToString("2026-11-12");
  }

  @Test
  void day_showsTheLessonsOfThatDay() {
    run("delete from holiday");
    run("update lesson set valid_until = '2026-11-08' where id = 900062");

    assertThat(day("2026-11-04").lessons())
        .extracting(LessonView::room)
        .containsExactly("Room 102");
    assertThat(day("2026-11-11").date()).hasToString("2026-11-13");
    run("update enrolment set valid_until = '2026-11-05'");
    assertThat(day("2026-11-04").lessons()).hasSize(1);
    assertThat(day("2026-11-06").lessons()).as("who has left has none").isEmpty();
  }

  @Test
  void snowDayEnteredAfterwards_countsNeitherWay_andIsNotToTake() {
    assertThat(marks(BEN)).isEqualTo(new MarkCounts(12, 3, 0, 0, 0));
    assertThat(untaken()).containsExactly("2026-11-20", "2026-11-09");
    assertThat(risk(BEN).reasons()).contains("attendance");

    run(
        "insert into holiday (school_id, on_date, name) values (900011, '2026-11-18', 'Snow'),"
            + " (900011, '2026-11-09', 'Storm')");

    assertThat(marks(BEN)).isEqualTo(new MarkCounts(12, 2, 0, 0, 0));
    assertThat(untaken()).containsExactly("2026-11-20");
    assertThat(risk(BEN).reasons()).doesNotContain("attendance");
    assertThat(risk(BEN).attendanceRate()).isEqualTo(85.7);
  }

  @Test
  void classWithoutPupils_isNeverToTake_norAreItsAssessmentsToMark() {
    assertThat(toMark()).containsExactly(Tuple.tuple("900302", 1, 3), Tuple.tuple("900303", 3, 3));

    run("update enrolment set valid_from = '2026-11-17'");
    assertThat(untaken()).as("it had none on Monday the 9th").containsExactly("2026-11-20");
    assertThat(toMark())
        .as("nor when Test 2 was held")
        .containsExactly(Tuple.tuple("900303", 3, 3));

    run("update enrolment set valid_until = '2026-11-19'");
    assertThat(untaken()).isEmpty();
    assertThat(toMark()).isEmpty();
  }

  private List<Tuple> toMark() {
    return grades().toMark(TOM, term(), today().date()).stream()
        .map(of -> Tuple.tuple(of.assessmentId(), of.missing(), of.students()))
        .toList();
  }

  @Test
  void personWhoHasLeftTheSchool_isInNoListOfToday() {
    run("update person set active = false where id = 900104");

    assertThat(atRisk()).isEmpty();
    assertThat(toMark()).containsExactly(Tuple.tuple("900302", 1, 2), Tuple.tuple("900303", 2, 2));
    assertThat(grades().ofTeacher(TOM, term()).get(0).scores()).isEqualTo(3);
    run("update person set active = false where kind = 'student'");
    assertThat(untaken()).containsExactly("2026-11-09");
    assertThat(toMark()).isEmpty();
  }

  @Test
  void classTeacher_hasTheDaysOfTheOwnTime() {
    assertThat(related(TOM).taughtClasses()).containsExactly(MATHS);

    run("update class_teacher set valid_from = '2026-11-10'");
    assertThat(untaken()).containsExactly("2026-11-20");

    run("update class_teacher set valid_until = '2026-11-19'");
    assertThat(untaken()).isEmpty();
    assertThat(related(TOM).taughtClasses()).isEmpty();
    assertThat(atRisk()).isEmpty();
    assertThat(grades().ofTeacher(TOM, term())).isEmpty();
    assertThat(toMark()).isEmpty();
  }

  @Test
  void relations_areThoseOfToday_bothDaysIncluded() {
    run("update class_teacher set valid_from = '2026-11-20', valid_until = '2026-11-20'");
    run("update enrolment set valid_until = '2026-11-20' where student_id = 900103");
    run("update enrolment set valid_from = '2026-11-21' where student_id = 900104");

    assertThat(related(TOM).taughtClasses()).containsExactly(MATHS);
    assertThat(related(ANN).enrolledClasses()).containsExactly(MATHS);
    assertThat(related(BEN).enrolledClasses()).isEmpty();
    assertThat(beans.get(ClassRelations.class).of(TOM, Map.of())).isEqualTo(Relations.Related.NONE);
  }

  @Test
  void afterTheTerm_classesAreThoseOfItsLastDay() {
    DataSource database = fresh();
    queries = new Queries(database);
    at(database, "2027-01-05T09:00:00Z");
    run("update class_teacher set valid_until = '2026-12-18'");
    assertThat(related(TOM).taughtClasses()).containsExactly(MATHS);
    assertThat(grades().ofTeacher(TOM, term())).hasSize(1);

    run("update class_teacher set valid_until = '2026-12-17'");
    assertThat(related(TOM).taughtClasses()).isEmpty();
  }

  /** Ben: 12 of 15 in mathematics, 5 of 5 in art, which he has left and Tom does not teach. */
  @Test
  void attendanceAtRisk_isOfAllLessons_alsoInClassesThatThePupilHasLeft() {
    assertThat(risk(BEN).attendanceRate()).isEqualTo(80.0);
    run(
        "insert into enrolment (class_id, student_id, valid_until)"
            + " values (900052, 900104, '2026-10-30')");
    for (int day = 26; day <= 30; day++) {
      run(
          "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at) values ("
              + day
              + ", 900052, '2026-10-"
              + day
              + "', 900101, '2026-10-30 13:00:00')");
      run(
          "insert into attendance_mark (sheet_id, student_id, mark) values ("
              + day
              + ", 900104, 'present')");
    }

    assertThat(risk(BEN).attendanceRate()).isEqualTo(85.0);
    assertThat(risk(BEN).reasons()).containsExactly("average", "falling");
    run("update attendance_mark set mark = 'half_day' where sheet_id = 26");
    assertThat(risk(BEN).reasons()).containsExactly("attendance", "average", "falling");
  }

  @Test
  void attendanceAtRisk_isOfTheLastTwentySchoolDays() {
    run("delete from attendance_mark");
    for (int lesson = 1; lesson <= 5; lesson++) {
      run(
          "insert into lesson (id, class_id, weekday, starts_at, ends_at, room) values ("
              + lesson
              + ", 900052, "
              + lesson
              + ", '08:00:00', '08:45:00', 'Room 1')");
    }
    run("delete from grade");
    run(
        "insert into attendance_mark (sheet_id, student_id, mark) values (900204, 900104, 'absent')");
    assertThat(atRisk()).as("the 19th of October is the 24th school day").isEmpty();

    run(
        "insert into attendance_mark (sheet_id, student_id, mark) values (900206, 900104, 'absent')");
    assertThat(risk(BEN).attendanceRate()).as("the 23rd is the 20th").isZero();
  }

  @Test
  void average_isComparedExactly_andRoundedWhenShown() {
    only("900301", "10000", "4996");
    assertThat(risk(BEN).average()).isEqualTo(50.0);
    assertThat(risk(BEN).reasons()).contains("average");

    only("900301", "10000", "5000");
    assertThat(risk(BEN).reasons()).doesNotContain("average");
  }

  /** Leaves one grade, Ben's. */
  private void only(String assessment, String maxScore, String score) {
    run("delete from grade");
    run("update assessment set max_score = " + maxScore + " where id = " + assessment);
    run(
        "insert into grade (assessment_id, student_id, score) values ("
            + assessment
            + ", 900104, "
            + score
            + ")");
  }

  /** A third has no end as a decimal number; three of them and a whole average 50 %. */
  @Test
  void average_ofThirds_isNotBelowWhatItIs() {
    run("delete from grade");
    run("update assessment set on_date = '2026-11-19', max_score = 3, weight = 1");
    run(
        "insert into grade (assessment_id, student_id, score) values (900301, 900104, 1),"
            + " (900302, 900104, 1), (900303, 900104, 1), (900304, 900104, 3)");

    assertThat(risk(BEN).average()).isEqualTo(50.0);
    assertThat(risk(BEN).reasons()).containsExactly("attendance");
  }

  @Test
  void fall_isComparedExactly() {
    only("900301", "10000", "10000");
    run("update assessment set max_score = 10000 where id = 900302");
    run("insert into grade (assessment_id, student_id, score) values (900302, 900104, 8496)");
    assertThat(risk(BEN).fall()).isEqualTo(15.0);
    assertThat(risk(BEN).reasons()).contains("falling");

    run("update grade set score = 8500 where assessment_id = 900302");
    assertThat(risk(BEN).reasons()).doesNotContain("falling");
  }

  @Test
  void whatHasNoWeight_orIsToCome_doesNotCount() {
    ClassAverage before = grades().ofTeacher(TOM, term()).get(0);
    StudentAtRisk ben = risk(BEN);
    run("update assessment set weight = 0 where id = 900303");
    run(
        "insert into grade (assessment_id, student_id, score) values (900303, 900104, 10),"
            + " (900303, 900103, 0), (900304, 900104, 100), (900304, 900103, 0)");

    assertThat(grades().ofTeacher(TOM, term())).containsExactly(before);
    assertThat(risk(BEN)).isEqualTo(ben);
    assertThat(grades().ofStudent(ANN, term()).get(0).average()).isEqualTo(90.0);
    assertThat(grades().recent(ANN, term()))
        .extracting(Score::title)
        .containsExactly("Quiz", "Test 2", "Test 1");
  }

  @Test
  void pupilWhoMovedSection_keepsTheOldGrades_andTheClassAverageIsOfThoseInItNow() {
    run("update enrolment set valid_until = '2026-11-18' where student_id = 900103");
    run(
        "insert into enrolment (class_id, student_id, valid_from)"
            + " values (900052, 900103, '2026-11-19')");
    run("update assessment set class_id = 900052 where id = 900304");

    List<ClassAverage> classes = grades().ofStudent(ANN, term());
    assertThat(classes)
        .extracting(ClassAverage::name, ClassAverage::average, ClassAverage::until)
        .containsExactly(
            Tuple.tuple("Art 7B", null, null),
            Tuple.tuple("Mathematics 7A", 90.0, LocalDate.of(2026, 11, 18)));
    assertThat(ClassAverage.mean(classes)).isEqualTo(90.0);
    assertThat(grades().recent(ANN, term())).hasSize(2);
    assertThat(grades().due(ANN, term(), today().date()))
        .extracting(Due::assessmentId)
        .as("the quiz is of the old class")
        .containsExactly("900304");
    assertThat(grades().ofTeacher(TOM, term()).get(0).scores()).isEqualTo(3);
    assertThat(grades().toMark(TOM, term(), today().date()))
        .extracting(ToMark::students)
        .containsExactly(2, 2);
  }

  @Test
  void pupilWhoCameBack_isCountedOnce() {
    run("update enrolment set valid_until = '2026-10-20'");
    run(
        "insert into enrolment (class_id, student_id, valid_from)"
            + " select class_id, student_id, date '2026-10-22' from enrolment");

    assertThat(grades().ofStudent(ANN, term()))
        .extracting(ClassAverage::average, ClassAverage::scores, ClassAverage::until)
        .containsExactly(Tuple.tuple(90.0, 2, null));
    assertThat(atRisk()).hasSize(1);
    assertThat(grades().ofTeacher(TOM, term()).get(0).scores()).isEqualTo(5);
    assertThat(toMark()).containsExactly(Tuple.tuple("900302", 1, 3), Tuple.tuple("900303", 3, 3));
  }

  /** By name: Ann with one reason, Ben with three, Cy with one and the lowest figure. */
  @Test
  void studentsAtRisk_areSortedWorstFirst_thenBySortKey() {
    run("update grade set score = 4 where student_id = 900105 and assessment_id = 900301");
    run("update grade set score = 6 where student_id = 900103 and assessment_id = 900301");
    run("delete from grade where student_id = 900103 and assessment_id = 900302");

    assertThat(atRisk())
        .extracting(StudentAtRisk::name)
        .containsExactly("Ben Second", "Cy Third", "Ann First");

    run("update grade set score = 6 where student_id = 900105 and assessment_id = 900301");
    run("update person set sort_key = case id when 900105 then '01' else '02' end");
    assertThat(atRisk())
        .extracting(StudentAtRisk::name)
        .as("alike, by sort key")
        .containsExactly("Ben Second", "Cy Third", "Ann First");
    run("update person set sort_key = case id when 900105 then '03' else '02' end");
    assertThat(atRisk())
        .extracting(StudentAtRisk::name)
        .containsExactly("Ben Second", "Ann First", "Cy Third");
  }

  private String todaysMarks(String student) {
    return String.join(
        " ",
        beans.get(TodaysMarks.class).ofStudent(student, term(), today().date()).stream()
            .map(each -> each.classId().substring(3) + "=" + each.mark())
            .toList());
  }

  @Test
  void todaysMarks_areThoseOfTodaysLessons_andNullWhileTheyAreNotTaken() {
    assertThat(todaysMarks(ANN)).isEqualTo("051=null");
    run(
        "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at, version)"
            + " values (1, 900051, '2026-11-20', 900102,"
            + " timestamp with time zone '2026-11-20 08:00:00+00', 1)");
    run("insert into attendance_mark (sheet_id, student_id, mark) values (1, 900103, 'late')");
    assertThat(todaysMarks(ANN)).isEqualTo("051=late");
    assertThat(todaysMarks(BEN)).as("not marked yet").isEqualTo("051=null");

    run("update lesson set valid_until = '2026-11-19' where weekday = 5");
    assertThat(todaysMarks(ANN)).as("what was taken stays").isEqualTo("051=late");
    assertThat(todaysMarks(BEN)).as("no lesson by today's timetable").isEmpty();
    run("insert into holiday (school_id, on_date, name) values (900011, '2026-11-20', 'Storm')");
    assertThat(todaysMarks(ANN)).as("closed after all").isEmpty();
  }

  @Test
  void todaysMarks_followTheEnrolmentOfToday_andTheOrderOfTheLessons() {
    run(
        "insert into lesson (id, class_id, weekday, starts_at, ends_at, room)"
            + " values (1, 900052, 5, '07:00:00', '07:45:00', 'Attic')");
    run("insert into enrolment (class_id, student_id) values (900052, 900103)");
    run("update enrolment set valid_from = '2026-11-21' where student_id = 900104");
    assertThat(todaysMarks(ANN)).isEqualTo("052=null 051=null");
    assertThat(todaysMarks(BEN)).isEmpty();
  }
}
