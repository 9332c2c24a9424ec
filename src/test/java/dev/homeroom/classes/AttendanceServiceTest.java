package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.Caller;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.AttendanceInput.MarkInput;
import dev.homeroom.classes.SheetView.MarkView;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.http.ProblemException.FieldError;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.RecordedTags;
import dev.homeroom.testkit.TestRecords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class AttendanceServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final String CLASS = "900051";
  private static final String TODAY = "2026-11-20";
  private static final String[] ALL = {"900103", "900104", "900105"};
  private static final Caller TOM = caller("900102", RoleName.TEACHER, Set.of(CLASS));

  private final List<Tag> replaced = new ArrayList<>();
  private final DataSource database = TestDatabase.oneClass();
  private final Queries queries = new Queries(database);
  private final AttendanceService service =
      new TestBeans(database, Clock.fixed(NOW, ZoneOffset.UTC))
          .with(CacheService.class, RecordedTags.cache(replaced::add))
          .with(AttendanceRepository.class, new Saved(queries))
          .get(AttendanceService.class);

  /** Writes the sheet's row without EclipseLink, which is not here. */
  private static final class Saved extends AttendanceRepository {
    private final Map<String, AttendanceSheet> sheets = new HashMap<>();

    Saved(Queries queries) {
      this.queries = queries;
      this.marks = new AttendanceMarks();
      this.marks.queries = queries;
    }

    @Override
    Optional<AttendanceSheet> findSheet(String classId, LocalDate date) {
      return Optional.ofNullable(sheets.get(classId + date))
          .or(
              () ->
                  queries.find(
                      "select id, taken_by, version from attendance_sheet"
                          + " where class_id = ? and on_date = ?",
                      row -> {
                        AttendanceSheet sheet = new AttendanceSheet(Long.parseLong(classId), date);
                        sheet.id = Long.parseLong(row.id(1));
                        sheet.takenBy(Long.parseLong(row.id(2)), NOW);
                        sheet.version = row.integer(3);
                        return sheet;
                      },
                      Id.orNone(classId),
                      date));
    }

    @Override
    void save(AttendanceSheet of, List<MarkInput> marks) {
      if (of.version++ == 0) {
        of.id = 1;
        queries.update(
            "insert into attendance_sheet (id, class_id, on_date, taken_by, taken_at, version)"
                + " values (1, ?, ?, ?, ?, 1)",
            of.classId,
            of.date,
            of.takenBy,
            NOW);
      }
      sheets.put(of.classId + of.date.toString(), of);
      this.marks.save(of.id, marks);
    }
  }

  @Test
  void find_beforeItIsTaken_isVersionZero_andNamesThePupilsWithoutMarks() {
    queries.update("update person set sort_key = case id when 900105 then '01' else '02' end");

    SheetView view = service.find(TOM, CLASS, TODAY);

    assertThat(view.version()).isZero();
    assertThat(view.marks())
        .extracting(MarkView::studentId)
        .as("by sort key, then id")
        .containsExactly("900105", "900103", "900104");
    assertThat(view.marks()).extracting(MarkView::mark).containsOnlyNulls();
    assertThat(view.takenBy()).isNull();
    assertThat(view.takenAt()).isNull();
  }

  @Test
  void take_keepsMarksAndSaysWhoAndWhen() {
    SheetView view = service.take(TOM, CLASS, TODAY, marks(ALL), "\"v0\"");

    assertThat(view.marks()).extracting(m -> m.studentId()).containsExactly(ALL);
    assertThat(view.marks()).extracting(m -> m.mark()).containsOnly("present");
    assertThat(view.takenBy()).isEqualTo("900102");
    assertThat(view.takenAt()).isEqualTo(NOW);
    assertThat(view.version()).isEqualTo(1);
    assertThat(service.find(TOM, CLASS, TODAY)).isEqualTo(view);
  }

  @Test
  void take_replacesTheTagsOfEverybodyWhomItTouches() {
    service.take(TOM, CLASS, TODAY, marks(ALL), null);

    assertThat(replaced)
        .extracting(Tag::name)
        .containsExactlyInAnyOrder(
            "user:900103",
            "user:900104",
            "user:900105",
            "user:900102",
            "class:900051",
            "attendance:900011",
            "report:900011:2026-11-20");
  }

  @Test
  void take_ofAnOldVersion_isRefusedAndChangesNothing() {
    service.take(TOM, CLASS, TODAY, marks(ALL), null);
    replaced.clear();

    assertThat(refusal(TOM, CLASS, TODAY, absent(ALL), "\"v0\""))
        .isEqualTo(ErrorCode.STALE_VERSION);

    assertThat(service.find(TOM, CLASS, TODAY).marks())
        .extracting(MarkView::mark)
        .containsOnly("present");
    assertThat(replaced).isEmpty();
  }

  @Test
  void take_withoutAPupilOfTheDay_isRefused_namesThePupil_andChangesNothing() {
    ProblemException problem =
        catchThrowableOfType(
            ProblemException.class,
            () -> service.take(TOM, CLASS, TODAY, marks("900103", "900105"), null));

    assertThat(problem.errors())
        .extracting(FieldError::rule, FieldError::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("required", "Student 900104 has no mark."));
    assertThat(service.find(TOM, CLASS, TODAY).version()).isZero();
    assertThat(replaced).isEmpty();
  }

  @Test
  void take_namesThePupilsOfThatDay_notThoseOfToday() {
    queries.update("update enrolment set valid_from = '2026-11-10' where student_id = 900103");

    // A Monday that nobody has taken.
    service.take(TOM, CLASS, "2026-11-09", marks("900104", "900105"), null);

    assertThat(refusal(TOM, CLASS, TODAY, marks("900104", "900105"), null))
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void take_leavesTheMarkOfAPupilWhoHasLeft_unlessItIsNamed() {
    queries.update("update enrolment set valid_until = '2026-11-15' where student_id = 900104");
    String monday = "2026-11-16";

    SheetView unnamed = service.take(TOM, CLASS, monday, marks("900103", "900105"), null);
    assertThat(unnamed.marks())
        .extracting(MarkView::studentId, MarkView::mark)
        .contains(org.assertj.core.groups.Tuple.tuple("900104", "absent"))
        .hasSize(3);
    assertThat(replaced).extracting(Tag::name).contains("user:900104");

    SheetView named = service.take(TOM, CLASS, monday, marks(ALL), null);
    assertThat(named.marks()).extracting(MarkView::mark).containsOnly("present").hasSize(3);
    assertThat(refusal(TOM, CLASS, TODAY, marks(ALL), null))
        .as("today there is no mark of the one who has left")
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void take_needsNoMarkToday_ofAPersonWhoHasLeftTheSchool() {
    queries.update("update person set active = false where id = 900104");

    assertThat(service.find(TOM, CLASS, TODAY).marks())
        .extracting(MarkView::studentId)
        .containsExactly("900103", "900105");
    service.take(TOM, CLASS, TODAY, marks("900103", "900105"), null);

    assertThat(service.find(TOM, CLASS, "2026-11-09").marks())
        .as("who was enrolled on a day past")
        .hasSize(3);
  }

  @Test
  void lessonMovedInMidTerm_leavesTakenDaysReadableAndCorrectable() {
    queries.update("update lesson set valid_until = '2026-11-15' where id = 900061");
    queries.update(
        "insert into lesson (id, class_id, weekday, starts_at, ends_at, room, valid_from)"
            + " values (1, 900051, 4, '08:00:00', '08:45:00', 'Room 1', '2026-11-16')");

    assertThat(service.find(TOM, CLASS, "2026-10-12").version()).isEqualTo(1);
    SheetView late = service.find(TOM, CLASS, "2026-11-16");
    assertThat(late.version()).as("taken, and no lesson by now").isEqualTo(1);
    assertThat(service.take(TOM, CLASS, "2026-11-16", marks(ALL), "\"v1\"").version()).isEqualTo(2);
    assertThat(service.find(TOM, CLASS, "2026-11-19").version()).as("a Thursday").isZero();
    assertThat(refusal(TOM, CLASS, "2026-11-12", marks(ALL), null))
        .as("a Thursday of before")
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void dayDeclaredClosedAfterwards_staysReadable_andAnUntakenOneCannotBeTaken() {
    queries.update(
        "insert into holiday (school_id, on_date, name) values (900011, '2026-11-18', 'Snow'),"
            + " (900011, '2026-11-09', 'Storm')");

    assertThat(service.find(TOM, CLASS, "2026-11-18").marks())
        .extracting(MarkView::mark)
        .containsExactly("present", "absent", "half_day");
    assertThat(refusal(TOM, CLASS, "2026-11-09", marks(ALL), null))
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void take_ofAThousandPupils_works_andAgain() {
    queries.update(
        "insert into person (id, school_id, name, kind)"
            + " select x, 900011, 'Pupil', 'student' from system_range(1, 1000)");
    queries.update(
        "insert into enrolment (class_id, student_id) select 900051, x from system_range(1, 1000)");
    List<String> pupils =
        service.find(TOM, CLASS, TODAY).marks().stream().map(MarkView::studentId).toList();
    assertThat(pupils).hasSize(1003);

    service.take(TOM, CLASS, TODAY, marks(pupils.toArray(String[]::new)), null);
    SheetView view =
        service.take(TOM, CLASS, TODAY, absent(pupils.toArray(String[]::new)), "\"v1\"");

    assertThat(view.marks()).hasSize(1003).allMatch(mark -> "absent".equals(mark.mark()));
  }

  @Test
  void take_ofSomebodyWhoIsNotInTheClass_isRefusedAndReplacesNothing() {
    assertThat(refusal(TOM, CLASS, TODAY, marks("900103", "900104", "900105", "900106"), null))
        .isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(replaced).isEmpty();
    assertThat(service.find(TOM, CLASS, TODAY).version()).isZero();
  }

  @Test
  void take_onTheHoliday_isRefused() {
    assertThat(refusal(TOM, CLASS, "2026-11-11", marks(ALL), null))
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }

  @Test
  void take_outOfReach_isTheSameWhetherOrNotThereIsSuchAClass() {
    assertThat(refusal(TOM, "900052", TODAY, marks("900103"), null)).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(TOM, "1", TODAY, marks("900103"), null)).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(refusal(TOM, "x'--", TODAY, marks("900103"), null)).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(replaced).isEmpty();
  }

  @Test
  void take_ofAMissingClass_isNotFoundToASuperAdministrator() {
    Caller sofia = caller("900100", RoleName.SUPER_ADMIN, Set.of());

    assertThat(refusal(sofia, "1", TODAY, marks("900103"), null)).isEqualTo(ErrorCode.NOT_FOUND);
  }

  private ErrorCode refusal(
      Caller caller, String classId, String date, AttendanceInput input, String ifMatch) {
    return catchThrowableOfType(
            ProblemException.class, () -> service.take(caller, classId, date, input, ifMatch))
        .code();
  }

  private static AttendanceInput marks(String... students) {
    return all("present", students);
  }

  private static AttendanceInput absent(String... students) {
    return all("absent", students);
  }

  private static AttendanceInput all(String mark, String... students) {
    return new AttendanceInput(
        List.of(students).stream().map(s -> new MarkInput(s, mark, null)).toList());
  }

  private static Caller caller(String id, String role, Set<String> taught) {
    return new Caller(
        TestRecords.of(
            id, "P", "900011", Set.of(role), Set.of(), true, "900031", taught, Set.of(), Set.of()));
  }
}
