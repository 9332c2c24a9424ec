package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.access.Caller;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everybody asks for every dashboard of everybody: each refused one beside the allowed ones. */
class DashboardSubjectsTest {
  private static final String ANN = "900103";
  private static final String BEN = "900104";
  private static final String PAUL = "900106";
  private static final String TESS = "900114";
  private static final String STELLA = "900117";
  private static final String SUPER = FamilyFixture.SUPER;
  private static final String HEAD = FamilyFixture.HEAD;
  private static final String OTHER_HEAD = FamilyFixture.OTHER_HEAD;
  private static final String TOM = FamilyFixture.TOM;
  private static final String MIA = FamilyFixture.MIA;
  private static final String CY = FamilyFixture.CY;
  private static final String DEE = FamilyFixture.DEE;
  private static final String STAN = FamilyFixture.STAN;

  /** Each dashboard that there is, and those who may see it. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("teacher " + TOM, Set.of(SUPER, HEAD, TOM)),
          Map.entry("teacher " + TESS, Set.of(SUPER, OTHER_HEAD, TESS)),
          Map.entry("staff " + STAN, Set.of(SUPER, HEAD, STAN)),
          Map.entry("staff " + STELLA, Set.of(SUPER, OTHER_HEAD, STELLA)),
          Map.entry("student " + ANN, Set.of(SUPER, HEAD, TOM, ANN, PAUL)),
          Map.entry("student " + BEN, Set.of(SUPER, HEAD, TOM, BEN)),
          Map.entry("student " + CY, Set.of(SUPER, HEAD, TOM, CY, MIA)),
          Map.entry("student " + DEE, Set.of(SUPER, OTHER_HEAD, TESS, DEE, TOM, MIA)),
          Map.entry("parent " + TOM, Set.of(SUPER, HEAD, OTHER_HEAD, TOM)),
          Map.entry("parent " + MIA, Set.of(SUPER, HEAD, OTHER_HEAD, MIA)),
          Map.entry("parent " + PAUL, Set.of(SUPER, HEAD, PAUL)),
          Map.entry("school " + FamilyFixture.SCHOOL, Set.of(SUPER, HEAD)),
          Map.entry("school " + FamilyFixture.OTHER_SCHOOL, Set.of(SUPER, OTHER_HEAD)),
          Map.entry("district ", Set.of(SUPER)));

  private final FamilyFixture at = new FamilyFixture();
  private final DashboardSubjects subjects = at.beans.get(DashboardSubjects.class);

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void dashboards_areAllowedToThoseOfTheTable_absentToSuperAdmins_andForbiddenToOthers() {
    Map<String, @Nullable ErrorCode> wrong = new TreeMap<>();
    int asked = 0;
    for (String caller : FamilyFixture.ALL) {
      for (String dashboard : dashboards()) {
        ErrorCode found = ask(caller, dashboard);
        if (found != expected(caller, dashboard)) {
          wrong.put(caller + " asks for " + dashboard, found);
        }
        asked++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(asked).isGreaterThan(1_000);
  }

  private static List<String> dashboards() {
    List<String> ids = new ArrayList<>(FamilyFixture.ALL);
    ids.addAll(
        List.of(
            FamilyFixture.SCHOOL,
            FamilyFixture.OTHER_SCHOOL,
            "1",
            "999999999999",
            "x'--",
            "",
            "0",
            "900103 ",
            "٩٠٠١٠٣"));
    List<String> all = new ArrayList<>();
    for (String kind : List.of("teacher ", "staff ", "student ", "parent ", "school ")) {
      ids.forEach(id -> all.add(kind + id));
    }
    all.add("district ");
    return all;
  }

  private static @Nullable ErrorCode expected(String caller, String dashboard) {
    Set<String> allowed = ALLOWED.getOrDefault(dashboard, Set.of());
    if (allowed.contains(caller)) {
      return null;
    }
    return caller.equals(SUPER) ? ErrorCode.NOT_FOUND : ErrorCode.FORBIDDEN;
  }

  private @Nullable ErrorCode ask(String callerId, String dashboard) {
    Caller caller = new Caller(at.records.get(callerId));
    String kind = dashboard.substring(0, dashboard.indexOf(' '));
    String id = dashboard.substring(kind.length() + 1);
    Map<String, Function<String, Object>> by =
        Map.of(
            "district", none -> subjects.district(caller),
            "school", of -> subjects.school(caller, of),
            "teacher", of -> subjects.ofPerson(caller, at.roles.teachers, of),
            "staff", of -> subjects.ofPerson(caller, at.roles.staff, of),
            "student", of -> subjects.ofPerson(caller, at.roles.students, of),
            "parent", of -> subjects.ofPerson(caller, at.roles.parents, of));
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> by.get(kind).apply(id));
    return refused == null ? null : refused.code();
  }

  @Test
  void own_ofSomebodyWithoutARoleThatHasOne_isAbsent() {
    at.queries.update("delete from person_role where person_id = 900113");

    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> subjects.own(new Caller(at.records.get(FamilyFixture.MIA))));

    assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND);
  }
}
