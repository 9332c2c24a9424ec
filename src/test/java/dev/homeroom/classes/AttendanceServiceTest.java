package dev.homeroom.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.Caller;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.classes.AttendanceInput.MarkInput;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttendanceServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final String CLASS = "900051";
  private static final String TODAY = "2026-11-20";
  private static final Caller TOM = caller("900102", RoleName.TEACHER, Set.of(CLASS));

  private final List<Tag> replaced = new ArrayList<>();
  private final Saved saved = new Saved();
  private final AttendanceService service =
      new TestBeans(TestDatabase.oneClass(), Clock.fixed(NOW, ZoneOffset.UTC))
          .with(CacheService.class, recording())
          .with(AttendanceRepository.class, saved)
          .get(AttendanceService.class);

  /** Keeps the sheet here, where no EclipseLink is; all else comes from the fixture. */
  private static final class Saved extends AttendanceRepository {
    private AttendanceSheet sheet;
    private List<MarkInput> marks = List.of();

    Saved() {
      queries = new Queries(TestDatabase.oneClass());
    }

    @Override
    Optional<AttendanceSheet> findSheet(String classId, LocalDate date) {
      return Optional.ofNullable(sheet);
    }

    @Override
    List<SheetView.MarkView> listMarks(AttendanceSheet of) {
      return marks.stream()
          .map(m -> new SheetView.MarkView(m.studentId(), m.mark(), m.note()))
          .toList();
    }

    @Override
    void save(AttendanceSheet of, List<MarkInput> newMarks) {
      of.version++;
      sheet = of;
      marks = newMarks;
    }
  }

  @Test
  void find_beforeItIsTaken_isVersionZeroWithoutMarks() {
    SheetView view = service.find(TOM, CLASS, TODAY);

    assertThat(view.version()).isZero();
    assertThat(view.marks()).isEmpty();
    assertThat(view.takenBy()).isNull();
    assertThat(view.takenAt()).isNull();
  }

  @Test
  void take_keepsMarksAndSaysWhoAndWhen() {
    SheetView view = service.take(TOM, CLASS, TODAY, marks("900103", "900104"), "\"v0\"");

    assertThat(view.marks()).extracting(m -> m.studentId()).containsExactly("900103", "900104");
    assertThat(view.takenBy()).isEqualTo("900102");
    assertThat(view.takenAt()).isEqualTo(NOW);
    assertThat(view.version()).isEqualTo(1);
  }

  @Test
  void take_replacesTheTagsOfEverybodyWhomItTouches() {
    service.take(TOM, CLASS, TODAY, marks("900103"), null);

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
    service.take(TOM, CLASS, TODAY, marks("900103"), null);
    replaced.clear();

    assertThat(refusal(TOM, CLASS, TODAY, marks("900104"), "\"v0\""))
        .isEqualTo(ErrorCode.STALE_VERSION);

    assertThat(saved.marks).extracting(MarkInput::studentId).containsExactly("900103");
    assertThat(replaced).isEmpty();
  }

  @Test
  void take_ofSomebodyWhoIsNotInTheClass_isRefusedAndReplacesNothing() {
    assertThat(refusal(TOM, CLASS, TODAY, marks("900103", "900106"), null))
        .isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(replaced).isEmpty();
    assertThat(saved.sheet).isNull();
  }

  @Test
  void take_onTheHoliday_isRefused() {
    assertThat(refusal(TOM, CLASS, "2026-11-11", marks("900103"), null))
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
  void take_ofAClassThatIsNotThere_isNotFoundToASuperAdministrator() {
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
    return new AttendanceInput(
        List.of(students).stream().map(s -> new MarkInput(s, "present", null)).toList());
  }

  private static Caller caller(String id, String role, Set<String> taught) {
    return new Caller(
        new AccessRecord(
            id, "P", "900011", Set.of(role), Set.of(), true, "900031", taught, Set.of(), Set.of()));
  }

  /** Knows only {@code invalidate}; anything else would be a read inside a writer. */
  @SuppressWarnings("unchecked")
  private CacheService recording() {
    return (CacheService)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CacheService.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("invalidate")) {
                throw new UnsupportedOperationException(method.getName());
              }
              replaced.addAll((Collection<Tag>) arguments[0]);
              return null;
            });
  }
}
