package dev.homeroom.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The large district's way, with few and small schools; more than those with logins. */
class LargeDemoTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final DemoSize TINY = new DemoSize(5, 10);
  private static final DataSource DATABASE = TestDatabase.empty();
  private static final Queries QUERIES = new Queries(DATABASE);

  @BeforeAll
  static void make() throws SQLException {
    new Demo(DATABASE).make("$the-one-hash", DAY, TINY);
  }

  @Test
  void large_isFiftySchoolsOfFiftyThousandStudents_inSeatsThatAreEnough() {
    DemoSize large = DemoSize.LARGE;
    assertThat(large.schools()).isEqualTo(50);
    assertThat(large.schools() * large.students()).isEqualTo(50_000);
    for (DemoSize size : List.of(DemoSize.SMALL, large)) {
      assertThat(1 + size.teachers() + size.staff() + size.students())
          .isLessThan(size.seats() * 3 / 4);
    }
  }

  @Test
  void make_makesSchoolsOfTheSize_eachWithItsOwnName() {
    assertThat(QUERIES.list("select name from school order by id", row -> row.text(1)))
        .containsExactly(
            "Lindenhof School",
            "Harbour Academy",
            "Escola do Rio",
            "Lindenhof School 4",
            "Harbour Academy 5");
    for (String school : QUERIES.list("select id from school", row -> row.id(1))) {
      assertThat(people(school, "student")).isEqualTo(250);
      assertThat(people(school, "parent")).isEqualTo(200);
      assertThat(people(school, "teacher")).isEqualTo(15);
      assertThat(people(school, "staff")).isEqualTo(10);
      assertThat(count("class where school_id = " + school)).isEqualTo(50);
      assertThat(
              QUERIES.list(
                  "select distinct name from class where school_id = " + school,
                  row -> row.text(1)))
          .as("each section has its year and letter")
          .hasSize(50);
    }
    assertThat(count("attendance_mark")).isGreaterThan(100_000);
  }

  @Test
  void make_givesLoginsToTheFirstThreeSchoolsAlone() {
    assertThat(count("account")).isEqualTo(1 + 3 * 5);
    assertThat(
            QUERIES.list(
                "select distinct p.school_id from account a join person p on p.id = a.person_id"
                    + " where p.school_id is not null",
                row -> row.id(1)))
        .hasSize(3);
  }

  @Test
  void make_placesNobodyInTwoRoomsAtOnce() {
    for (String link : List.of("class_teacher p", "enrolment p")) {
      String person = link.startsWith("class") ? "teacher_id" : "student_id";
      assertThat(
              count(
                  "(select l.weekday from lesson l join %s on p.class_id = l.class_id"
                          .formatted(link)
                      + " group by l.weekday, l.starts_at, p.%s having count(*) > 1) as clash"
                          .formatted(person)))
          .isZero();
    }
  }

  @Test
  void make_ofTheSameDayAndSize_makesTheSame() throws SQLException {
    DataSource other = TestDatabase.empty();
    new Demo(other).make("$the-one-hash", DAY, TINY);

    String picture =
        "select count(*) || ' ' || sum(cast(ora_hash(sheet_id || student_id || mark) as bigint))"
            + " from attendance_mark";
    assertThat(new Queries(other).find(picture, row -> row.text(1)))
        .isEqualTo(QUERIES.find(picture, row -> row.text(1)));
  }

  @Test
  void size_thatGivesNoWholeYears_isRefused() {
    for (int[] size : new int[][] {{0, 20}, {1, 0}, {1, 15}, {1, 270}}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new DemoSize(size[0], size[1]));
    }
  }

  @Test
  void section_ofEachYear_hasALetter() {
    DemoSize large = DemoSize.LARGE;
    assertThat(large.level(0)).isEqualTo(9);
    assertThat(List.of(large.letter(0), large.letter(3), large.letter(4)))
        .containsExactly('A', 'D', 'A');
    assertThat(large.level(4)).isEqualTo(10);
    assertThat(DemoSize.SMALL.level(19)).isEqualTo(8);
    assertThat(DemoSize.SMALL.letter(19)).isEqualTo('B');
  }

  @Test
  void setting_choosesTheSize_andNothingElse() {
    assertThat(DemoStart.wanted(settings("large"))).contains(DemoSize.LARGE);
    assertThat(DemoStart.wanted(settings("on"))).contains(DemoSize.SMALL);
    assertThat(DemoStart.wanted(settings("off"))).isEmpty();
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> DemoStart.wanted(settings("huge")));
  }

  private static Settings settings(String demo) {
    return new Settings(key -> Optional.ofNullable(Map.of("HOMEROOM_DEMO", demo).get(key)));
  }

  private static int people(String school, String kind) {
    return count("person where school_id = " + school + " and kind = '" + kind + "'");
  }

  private static int count(String from) {
    return QUERIES.find("select count(*) from " + from, row -> row.integer(1)).orElseThrow();
  }
}
