package dev.homeroom.schools;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TermTest {
  private static final LocalDate START = LocalDate.of(2026, 10, 12);
  private static final LocalDate END = LocalDate.of(2026, 12, 18);
  private static final LocalDate HOLIDAY = LocalDate.of(2026, 11, 16);
  private static final Set<DayOfWeek> DAYS = Set.of(MONDAY, FRIDAY);
  private final Term term = new Term("1", "2", START, END, Set.of(HOLIDAY));

  @Test
  void hasLessons_onAHolidayOrWeekendOrOutside_isFalse() {
    assertThat(term.hasLessons(LocalDate.of(2026, 11, 20), DAYS)).isTrue();
    assertThat(term.hasLessons(HOLIDAY, DAYS)).isFalse();
    assertThat(term.hasLessons(LocalDate.of(2026, 11, 21), DAYS)).isFalse();
    assertThat(term.hasLessons(START.minusWeeks(1), DAYS)).isFalse();
    assertThat(term.hasLessons(END.plusWeeks(1), DAYS)).isFalse();
    assertThat(term.hasLessons(START, DAYS)).isTrue();
    assertThat(term.hasLessons(END, DAYS)).isTrue();
  }

  @Test
  void outside_holdsNoDay() {
    School school = new School("2", "S", ZoneId.of("Europe/Berlin"), "EUR", BigDecimal.valueOf(50));
    SchoolDay day = SchoolDay.at(school, Instant.parse("2026-11-20T23:30:00Z"));

    assertThat(day.date()).isEqualTo(LocalDate.of(2026, 11, 21));
    assertThat(Term.outside(day).contains(day.date())).isFalse();
  }

  @Test
  void endsAt_onTheDayThatClocksChange_isTheSchoolsMidnightAllTheSame() {
    School school = new School("2", "S", ZoneId.of("Europe/Berlin"), "EUR", BigDecimal.valueOf(50));

    assertThat(SchoolDay.at(school, Instant.parse("2026-10-25T12:00:00Z")).endsAt())
        .isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
  }
}
