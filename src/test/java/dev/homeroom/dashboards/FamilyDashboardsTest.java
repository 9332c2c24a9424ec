package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Outcome;
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

  private static Cached<?> value(Answer<?> answer) {
    return Objects.requireNonNull(answer.value());
  }
}
