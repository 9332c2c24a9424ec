package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.BulkLoader.ValueMaker;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Outcome;
import dev.homeroom.cache.Tag;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a family with children in two schools sees, in figures that were added up by hand. */
class FamilyDashboardsTest {
  private final FamilyFixture at = new FamilyFixture();
  private final RoleDashboard parents = at.roles.parents;

  @AfterEach
  void close() {
    at.close();
  }

  @Test
  void children_eachHaveTheDayOfTheOwnSchool() {
    JsonNode children = at.json(parents, FamilyFixture.MIA, "children").get("children");

    assertThat(children.findValuesAsText("student_id"))
        .containsExactly(FamilyFixture.CY, FamilyFixture.DEE);
    assertThat(children.at("/0/name").asText()).isEqualTo("Cy Third");
    assertThat(children.at("/0/school_id").asText()).isEqualTo(FamilyFixture.SCHOOL);
    assertThat(children.at("/1/school_id").asText()).isEqualTo(FamilyFixture.OTHER_SCHOOL);
    assertThat(children.at("/0/widgets/today/data/date").asText()).isEqualTo("2026-11-20");
    assertThat(children.at("/1/widgets/today/data/date").asText())
        .as("already Saturday, with a lesson")
        .isEqualTo("2026-11-21");
    assertThat(children.at("/1/widgets/today/data/lessons/0/name").asText())
        .isEqualTo("History 8C");
    assertThat(children.at("/1/widgets/attendance/data/rate").asDouble()).isEqualTo(50.0);
    assertThat(children.at("/1/widgets/grades/data/average").asDouble()).isEqualTo(82.0);
    assertThat(children.at("/0/widgets").size()).isEqualTo(WidgetJson.STUDENT.size());
    assertThat(children.at("/0/links/dashboard").asText())
        .isEqualTo("/api/dashboards/student/900105");
  }

  @Test
  void fees_areAddedUpForEachCurrency_andOverdueByTheDayOfTheSchool() {
    JsonNode fees = at.json(parents, FamilyFixture.TOM, "fees_due").get("currencies");

    assertThat(fees).hasSize(2);
    assertThat(fees.at("/0/currency").asText()).isEqualTo("EUR");
    assertThat(fees.at("/0/total_open").asText()).isEqualTo("100.25");
    assertThat(fees.at("/0/overdue").asText()).as("due today").isEqualTo("0.00");
    assertThat(fees.at("/0/open_invoices").asInt()).isEqualTo(1);
    assertThat(fees.at("/0/next_due_on").asText()).isEqualTo("2026-11-20");
    assertThat(fees.at("/1/currency").asText()).isEqualTo("JPY");
    assertThat(Double.parseDouble(fees.at("/1/total_open").asText())).isEqualTo(25000);
    assertThat(Double.parseDouble(fees.at("/1/overdue").asText()))
        .as("due yesterday")
        .isEqualTo(25000);
  }

  @Test
  void fees_ofTwoSchoolsWithOneCurrency_areOneSum() {
    at.queries.update("update school set currency = 'EUR' where id = 900012");

    JsonNode fees = at.json(parents, FamilyFixture.TOM, "fees_due").get("currencies");

    assertThat(fees).hasSize(1);
    assertThat(fees.at("/0/total_open").asText()).isEqualTo("25100.25");
    assertThat(fees.at("/0/open_invoices").asInt()).isEqualTo(2);
  }

  @Test
  void notices_areThoseOfEachSchoolOfTheChildren_andOfTheirClasses() {
    JsonNode schools = at.json(parents, FamilyFixture.TOM, "notices").get("schools");

    assertThat(schools.findValuesAsText("school_id"))
        .containsExactly(FamilyFixture.SCHOOL, FamilyFixture.OTHER_SCHOOL);
    assertThat(schools.at("/0/data/announcements").findValuesAsText("title"))
        .containsExactly("Next test", "Library");
    assertThat(schools.at("/1/data/announcements").findValuesAsText("title"))
        .containsExactly("Reading", "Sakura");
    assertThat(schools.at("/1/data/events").findValuesAsText("title")).containsExactly("Festival");
  }

  @Test
  void parentWhoIsATeacher_seesTheTeachersDashboardFirst_andHasBoth() {
    assertThat(at.roles.findOwn(at.records.get(FamilyFixture.TOM)).orElseThrow().dashboard().name())
        .isEqualTo("teacher");
    assertThat(at.read(parents, FamilyFixture.TOM, FamilyFixture.TOM)).hasSize(3);
    assertThat(at.json(at.roles.teachers, FamilyFixture.TOM, "class_averages").at("/classes"))
        .hasSize(1);
  }

  @Test
  void everybody_hasTheDashboardOfTheFirstRole() {
    Map<String, String> first = new HashMap<>();
    for (String id : FamilyFixture.ALL) {
      at.roles.findOwn(at.records.get(id)).ifPresent(own -> first.put(id, own.dashboard().name()));
    }

    assertThat(first)
        .hasSameSizeAs(FamilyFixture.ALL)
        .containsEntry(FamilyFixture.SUPER, "super_admin")
        .containsEntry(FamilyFixture.HEAD, "school_admin")
        .containsEntry(FamilyFixture.STAN, "staff")
        .containsEntry(FamilyFixture.DEE, "student")
        .containsEntry(FamilyFixture.MIA, "parent");
  }

  /** The child and both parents share what is loaded once. */
  @Test
  void childrensEntries_areTheChildsOwn() {
    at.read(at.roles.students, FamilyFixture.DEE, FamilyFixture.DEE);
    at.read(at.roles.students, FamilyFixture.CY, FamilyFixture.CY);

    for (String parent : List.of(FamilyFixture.TOM, FamilyFixture.MIA)) {
      Cached<?> children = value(at.read(parents, parent, parent).get("children"));
      assertThat(children.outcome()).isEqualTo(Outcome.HIT);
    }
  }

  /** Administrators see the children of their own school alone, also with the cache warm. */
  @Test
  void administrators_seeTheOwnSchoolsChildrenAlone() {
    for (String parent : List.of(FamilyFixture.TOM, FamilyFixture.MIA)) {
      at.read(parents, parent, parent);
      seesOnly(parent, FamilyFixture.HEAD, FamilyFixture.CY, "EUR", FamilyFixture.SCHOOL);
      seesOnly(
          parent, FamilyFixture.OTHER_HEAD, FamilyFixture.DEE, "JPY", FamilyFixture.OTHER_SCHOOL);
    }
    assertThat(at.json(parents, FamilyFixture.MIA, FamilyFixture.SUPER, "children").get("children"))
        .hasSize(2);
  }

  private void seesOnly(
      String parent, String caller, String child, String currency, String school) {
    assertThat(parents.mayView(at.records.get(caller), at.records.get(parent))).isTrue();
    assertThat(at.json(parents, parent, caller, "children").get("children"))
        .extracting(each -> each.get("student_id").asText())
        .containsExactly(child);
    assertThat(at.json(parents, parent, caller, "fees_due").get("currencies"))
        .extracting(each -> each.get("currency").asText())
        .containsExactly(currency);
    assertThat(at.json(parents, parent, caller, "notices").get("schools"))
        .extracting(each -> each.get("school_id").asText())
        .containsExactly(school);
  }

  @Test
  void others_mayNotViewAParentsDashboard() {
    List<String> refused = new ArrayList<>(FamilyFixture.ALL);
    refused.removeAll(
        List.of(
            FamilyFixture.SUPER, FamilyFixture.HEAD, FamilyFixture.OTHER_HEAD, FamilyFixture.MIA));

    assertThat(refused)
        .hasSize(FamilyFixture.ALL.size() - 4)
        .noneMatch(
            caller -> parents.mayView(at.records.get(caller), at.records.get(FamilyFixture.MIA)));
  }

  @Test
  void parentWithoutChildren_hasEveryWidgetWithNothingInIt() {
    at.queries.update("delete from parent_child where parent_id = 900113");

    Map<String, Answer<?>> found = at.read(parents, FamilyFixture.MIA, FamilyFixture.MIA);

    assertThat(found).allSatisfy((name, answer) -> assertThat(answer.value()).as(name).isNotNull());
    assertThat(at.json(parents, FamilyFixture.MIA, "children").get("children")).isEmpty();
    assertThat(at.json(parents, FamilyFixture.MIA, "fees_due").get("currencies")).isEmpty();
  }

  @Test
  void superAdmin_ofMoreSchoolsThanAreShown_costsOneCallOfTheCache_andNothingFails() {
    at.queries.update(
        "insert into school (id, district_id, name, time_zone, currency, plan, seats,"
            + " subscribed_until) select x, 900001, 'No. ' || x, 'UTC', 'EUR', 'standard', 9,"
            + " date '2027-01-01' from system_range(1, 149)");
    List<String> calls = new ArrayList<>();
    at.dashboards.cache =
        (CacheService)
            Proxy.newProxyInstance(
                CacheService.class.getClassLoader(),
                new Class<?>[] {CacheService.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  return method.invoke(at.service, arguments);
                });

    JsonNode fees = at.json(at.roles.superAdmins, FamilyFixture.SUPER, "fees_by_school");

    assertThat(calls).containsExactly("getOrLoadEach");
    assertThat(fees.get("schools")).hasSize(150).noneMatch(school -> school.has("error"));
    assertThat(fees.at("/schools/0/name").asText()).isEqualTo("Fixture School");
    assertThat(fees.get("cut").asBoolean()).isTrue();
    at.queries.update("update school set name = 'Another name' where id = 1");
    at.service.invalidate(List.of(Tag.of("district")));
    JsonNode schools = at.json(at.roles.superAdmins, FamilyFixture.SUPER, "schools");
    assertThat(schools.get("total").asInt()).isEqualTo(151);
    assertThat(schools.at("/schools/0/name").asText()).isEqualTo("Another name");
  }

  /** What the staff may see is decided at the request, also with the cache warm. */
  @Test
  void schoolFigures_areThoseThatThePersonMaySeeNow() {
    assertThat(at.json(at.roles.staff, FamilyFixture.STAN, "school_figures").fieldNames())
        .toIterable()
        .containsExactly("fees", "students");
    at.queries.update("insert into role (name) values ('HELP')");
    at.queries.update(
        "insert into role_permission (role_name, permission) values ('HELP', 'attendance:read')");
    at.queries.update("insert into person_role (person_id, role_name) values (900115, 'HELP')");
    at.queries.update(
        "delete from role_permission where role_name = 'STAFF' and permission = 'invoices:read'");

    assertThat(at.json(at.roles.staff, FamilyFixture.STAN, "school_figures").fieldNames())
        .toIterable()
        .containsExactly("attendance", "students");
  }

  /** One child's broken entry leaves the other child, and a sum is all or nothing. */
  @Test
  void partThatFails_saysSoInItsPlace_andASumFailsWhole() {
    WidgetLoads whole = at.dashboards.loads;
    at.dashboards.loads =
        new WidgetLoads() {
          @Override
          <T> T load(StoredWidget<T> widget, Viewed viewed, LoadScope scope) {
            if (FamilyFixture.OTHER_SCHOOL.equals(viewed.schoolId())) {
              throw new IllegalStateException("planted");
            }
            return whole.load(widget, viewed, scope);
          }

          @Override
          <T> List<ValueMaker<T>> loadAll(
              StoredWidget.SchoolFigures<T> figures, List<Viewed> schools) {
            if (schools.stream().anyMatch(of -> FamilyFixture.OTHER_SCHOOL.equals(of.id()))) {
              throw new IllegalStateException("planted");
            }
            return whole.loadAll(figures, schools);
          }
        };

    JsonNode children = at.json(parents, FamilyFixture.MIA, "children").get("children");

    assertThat(children.at("/0/widgets/today").has("data")).isTrue();
    assertThat(children.at("/1/widgets/today").toString())
        .isEqualTo("{\"error\":{\"code\":\"INTERNAL\",\"title\":\"Internal error\"}}");
    assertThat(at.read(parents, FamilyFixture.MIA, FamilyFixture.MIA).get("fees_due").failure())
        .isInstanceOf(IllegalStateException.class);
    JsonNode schools =
        at.json(at.roles.superAdmins, FamilyFixture.SUPER, "fees_by_school").get("schools");
    assertThat(schools.at("/0/open").isTextual()).isTrue();
    assertThat(schools.at("/1/name").asText()).isEqualTo("Second School");
    assertThat(schools.at("/1/error/code").asText()).isEqualTo("INTERNAL");
  }

  private static Cached<?> value(Answer<?> answer) {
    return Objects.requireNonNull(answer.value());
  }
}
