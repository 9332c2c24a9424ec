package dev.homeroom.figures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.cache.entry.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the figures of a school are, added up by hand; on every database. */
abstract class SchoolFiguresContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHOOL = "900011";
  private static final String FRIDAY = "2026-11-20T09:00:00Z";

  /** Returns a database with the fixtures of one class and of figures, which tests only read. */
  abstract DataSource database();

  private JsonNode json(String figure, String now) {
    return json(new SchoolFigures(database(), SCHOOL, now).get(figure));
  }

  private static JsonNode json(Object value) {
    try {
      return JSON.readTree(new JsonFormat().write(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode expected() {
    try {
      return JSON.readTree(
          SchoolFiguresContract.class.getResourceAsStream("/fixture/figures.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    expected().fieldNames().forEachRemaining(names::add);
    names.remove("fees_of_second_school");
    return names;
  }

  @ParameterizedTest
  @MethodSource("names")
  void figure_ofTheFixture_isWhatWasAddedUpByHand(String figure) {
    assertThat(json(figure, FRIDAY)).isEqualTo(expected().get(figure));
  }

  @Test
  void figures_areAllExpected() {
    assertThat(new SchoolFigures(database(), SCHOOL, FRIDAY).all.keySet())
        .containsExactlyInAnyOrderElementsOf(names());
  }

  /** No query per row. */
  @ParameterizedTest
  @CsvSource({
    "students_by_grade, 1",
    "staff, 1",
    "users_by_role, 2",
    "students_of_school, 1",
    "fees_by_month, 3",
    "fees_of_school, 3",
    "open_invoices, 2",
    "absences, 2",
    "attendance_missing, 2",
    // The rows' sheets are uncounted, as those of a version before.
    "attendance_of_school, 3",
    "events, 1",
    "notices, 2",
    "notices_of_staff, 3",
    "low_stock, 1"
  })
  void figure_runsEachOfItsQueriesOnce(String figure, int queries) {
    SchoolFigures figures = new SchoolFigures(database(), SCHOOL, FRIDAY);

    figures.get(figure);

    assertThat(figures.queries.asked).hasSize(queries);
  }

  @Test
  void fees_ofASchoolInYenWithoutAYear_haveNoDecimalsAndNoMonths() {
    SchoolFigures second = new SchoolFigures(database(), "900012", FRIDAY);

    assertThat(json(second.get("fees_of_school")))
        .isEqualTo(expected().get("fees_of_second_school"));
    assertThat(json(second.get("fees_by_month")).get("months")).isEmpty();
  }

  @Test
  void figures_ofTheOtherSchool_holdNothingOfThisOne() {
    SchoolFigures second = new SchoolFigures(database(), "900012", FRIDAY);

    second.all.forEach(
        (name, figure) ->
            assertThat(json(figure.get()).toString())
                .as(name)
                .doesNotContain("900011", "Markers", "Museum", "Library", "Ben Second"));
    assertThat(json(second.get("low_stock")).toString()).contains("Canary beakers");
    assertThat(json(second.get("events")).toString()).contains("Canary day");
  }

  @Test
  void fees_ofTheYearBefore_countAsOpenOnly() {
    JsonNode fees = json("fees_by_month", "2026-10-13T09:00:00Z");

    // The two invoices of the day before; that of May is open, and of no month that is shown.
    assertThat(fees.get("months")).hasSize(1);
    assertThat(fees.get("charged").asText()).isEqualTo("320.00");
    assertThat(fees.get("open").asText()).isEqualTo("170.00");
  }

  @Test
  void fees_afterTheYear_areThoseOfItsMonths() {
    JsonNode fees = json("fees_by_month", "2027-08-20T09:00:00Z");

    assertThat(fees.get("months")).hasSize(10);
    assertThat(fees.get("months").get(9).get("month").asText()).isEqualTo("2027-07");
    assertThat(fees.get("charged").asText()).isEqualTo("476.75");
  }

  @Test
  void open_countsAnInvoiceFromItsDate() {
    assertThat(json("open_invoices", FRIDAY).get("total").asInt()).isEqualTo(5);
    assertThat(json("open_invoices", "2026-11-21T09:00:00Z").get("total").asInt()).isEqualTo(6);
  }

  @Test
  void open_isOverdueFromTheDayAfter() {
    assertThat(json("open_invoices", "2026-11-20T22:59:00Z").get("overdue_invoices").asInt())
        .isEqualTo(3);
    assertThat(json("open_invoices", "2026-11-20T23:00:00Z").get("overdue_invoices").asInt())
        .isEqualTo(4);
  }

  @Test
  void rate_isOfTheLastTwentySchoolDays() {
    JsonNode monday = json("attendance_of_school", "2026-11-23T09:00:00Z");

    assertThat(monday.get("since").asText()).isEqualTo("2026-10-13");
    assertThat(monday.get("rate").asDouble()).isEqualTo(85.6);
    assertThat(monday.get("marks").asInt()).isEqualTo(46);
  }

  @Test
  void rateToday_isOfTodaysMarks() {
    JsonNode wednesday = json("attendance_of_school", "2026-11-18T09:00:00Z");

    assertThat(wednesday.get("marks_today").asInt()).isEqualTo(3);
    assertThat(wednesday.get("rate_today").asDouble()).isEqualTo(50.0);
  }

  @Test
  void absences_onADayWithoutLessons_areNone_andTheLastDaysStay() {
    JsonNode saturday = json("absences", "2026-11-21T09:00:00Z");

    assertThat(saturday.get("date").asText()).isEqualTo("2026-11-21");
    assertThat(saturday.get("absent").asInt()).isZero();
    assertThat(saturday.get("by_day").get(9).get("date").asText()).isEqualTo("2026-11-20");
  }

  @Test
  void absences_today_areThoseOfToday() {
    JsonNode wednesday = json("absences", "2026-11-18T09:00:00Z");

    assertThat(wednesday.get("absent").asInt()).isEqualTo(1);
    assertThat(wednesday.get("half_day").asInt()).isEqualTo(1);
  }

  /** The last Tuesday with lessons, and one after they had ended. */
  @Test
  void schoolDays_areThoseOfTheTimetableOfThatDay() {
    assertThat(json("absences", "2026-11-20T09:00:00Z").toString()).doesNotContain("2026-11-17");
    assertThat(json("absences", "2026-10-30T09:00:00Z").toString()).contains("2026-10-27");
  }

  @ParameterizedTest
  @CsvSource({
    // Before the first lesson, between lessons, after the last; a holiday; a Saturday; no term.
    "2026-11-20T06:59:00Z, 0", "2026-11-20T07:00:00Z, 1", "2026-11-20T07:55:00Z, 2",
    "2026-11-20T20:00:00Z, 4", "2026-11-11T20:00:00Z, 0", "2026-11-21T20:00:00Z, 0",
    "2026-12-20T20:00:00Z, 0"
  })
  void missing_isWhatHasBegunAndWasNotTaken(String now, int total) {
    assertThat(json("attendance_missing", now).get("total").asInt()).isEqualTo(total);
  }

  @Test
  void missing_expiresWhenTheNextLessonBegins() {
    SchoolFigures figures = new SchoolFigures(database(), SCHOOL, FRIDAY);

    figures.get("attendance_missing");

    assertThat(figures.ends).containsExactly(Instant.parse("2026-11-20T09:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T06:00:00Z, notices, 2026-11-21T07:00:00Z",
    "2026-11-20T09:00:00Z, notices, 2026-12-17T07:00:00Z",
    "2026-11-20T09:00:00Z, events, 2026-11-25T12:00:00Z"
  })
  void board_expiresWhenItChangesByItself(String now, String figure, String change) {
    SchoolFigures figures = new SchoolFigures(database(), SCHOOL, now);

    Object before = figures.get(figure);

    assertThat(figures.ends.stream().min(Comparator.naturalOrder()))
        .contains(Instant.parse(change));
    String after = Instant.parse(change).plusMillis(1).toString();
    assertThat(json(figure, after)).isNotEqualTo(json(before));
  }

  @Test
  void figures_outsideAnyTerm_areThereWithNothingInThem() {
    SchoolFigures between = new SchoolFigures(database(), SCHOOL, "2026-12-30T09:00:00Z");

    between.all.values().forEach(figure -> assertThat(json(figure.get()).isObject()).isTrue());
    assertThat(json(between.get("absences")).get("by_day")).isEmpty();
    assertThat(json(between.get("attendance_of_school")).get("rate").isNull()).isTrue();
  }
}
