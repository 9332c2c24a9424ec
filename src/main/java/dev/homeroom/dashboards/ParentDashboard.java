package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.WidgetTag.NOTICES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;
import static dev.homeroom.dashboards.WidgetTag.USER;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.http.ComposedAnswer;
import dev.homeroom.sql.NameOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The dashboard of parents. It is put together from entries of one school each, so that children in
 * two schools have their own day, zone and currency, and an administrator sees the own school's
 * children alone.
 */
@ApplicationScoped
class ParentDashboard implements RoleDashboard {
  /** The widgets of parents: an entry is what one school has for the parent. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
          "dashboard:parent", "dashboard:parent:{}:{}:{}", DataClass.COMPUTED, CacheTtl.MEDIUM);

  /** The open fees of a parent's children in one school. */
  @Produces
  static final Region<FamilyFees> FEES =
      Region.of(
          "dashboard:parent_fees",
          FamilyFees.class,
          "dashboard:parent:{}:{}:{}",
          DataClass.COMPUTED,
          CacheTtl.MEDIUM);

  /** The most children that are shown; no family has as many. */
  static final int MAX_CHILDREN = 20;

  @Inject AccessRecords records;
  @Inject StudentDashboard students;
  @Inject Families families;

  private final StoredWidget<FamilyFees> fees =
      StoredWidget.of(FEES, "fees_due", in -> families.fees(in), USER);

  private final StoredWidget<Object> notices =
      StoredWidget.of(REGION, "notices", in -> families.notices(in), USER, PEOPLE, NOTICES);

  private final Dashboard dashboard =
      new Dashboard(
          "parent",
          List.of(
              ComposedWidget.ofParts("children", this::addChildren, this::writeChildren),
              ComposedWidget.ofSums("fees_due", schoolsOf(fees), ParentDashboard::writeFees),
              ComposedWidget.ofParts(
                  "notices", schoolsOf(notices), ParentDashboard::writeNotices)));

  @Override
  public String role() {
    return RoleName.PARENT;
  }

  @Override
  public Dashboard dashboard() {
    return dashboard;
  }

  @Override
  public Optional<Viewed> of(AccessRecord person, AccessRecord caller) {
    if (!person.has(role())) {
      return Optional.empty();
    }
    List<Viewed> seen =
        children(person).stream()
            .filter(child -> DashboardAccess.mayView(caller, child))
            .map(Viewed::of)
            .sorted(NameOrder.by(Viewed::name).thenComparing(Viewed::id))
            .toList();
    FirstRows<Viewed> shown = FirstRows.of(seen, MAX_CHILDREN);
    return Optional.of(Viewed.of(person, shown.rows(), shown.cut()));
  }

  /**
   * Returns whether the caller may see the parent's dashboard: links decide, so a school's
   * administrators may see the parents of its pupils, whichever school these have themselves.
   */
  @Override
  public boolean mayView(AccessRecord caller, AccessRecord person) {
    return DashboardAccess.mayView(caller, person)
        || (person.has(role())
            && children(person).stream()
                .anyMatch(child -> DashboardAccess.administers(caller, child)));
  }

  private List<AccessRecord> children(AccessRecord parent) {
    List<AccessRecord> found = new ArrayList<>();
    for (String id : parent.children()) {
      records
          .find(id)
          .filter(child -> child.has(RoleName.STUDENT) && child.schoolId() != null)
          .ifPresent(found::add);
    }
    return found;
  }

  private void addChildren(Viewed parent, WidgetReads reads) {
    for (Viewed child : parent.parts()) {
      students.entries().forEach(entry -> reads.add(entry, child));
    }
  }

  private void writeChildren(Viewed parent, List<Answer<?>> found, ComposedAnswer json) {
    List<StoredWidget<Object>> entries = students.entries();
    json.json("{\"children\":[");
    int at = 0;
    for (Viewed child : parent.parts()) {
      json.json(at == 0 ? "{\"student_id\":" : ",{\"student_id\":").text(child.id());
      json.json(",\"name\":").text(child.name());
      json.json(",\"school_id\":").text(child.school());
      json.json(",\"links\":{\"dashboard\":").text("/api/dashboards/student/" + child.id());
      json.json("},\"widgets\":{");
      String before = "";
      for (StoredWidget<Object> entry : entries) {
        json.json(before).text(entry.name()).json(":{").part(found.get(at++)).json("}");
        before = ",";
      }
      json.json("}}");
    }
    json.json(parent.cut() ? "],\"cut\":true}" : "]}");
  }

  private static BiConsumer<Viewed, WidgetReads> schoolsOf(StoredWidget<?> entry) {
    return (parent, reads) -> schools(parent).forEach(school -> reads.add(entry, school));
  }

  /** Returns the parent at each school of the children, in the order of their names. */
  private static List<Viewed> schools(Viewed parent) {
    Map<String, Viewed> bySchool = new LinkedHashMap<>();
    parent.parts().forEach(child -> bySchool.putIfAbsent(child.school(), parent.at(child)));
    return List.copyOf(bySchool.values());
  }

  private static void writeFees(Viewed parent, List<Answer<?>> found, ComposedAnswer json) {
    FeesByCurrency sums = new FeesByCurrency();
    for (Answer<?> answer : found) {
      Cached<?> value = Objects.requireNonNull(answer.value());
      sums.add((FamilyFees) value.value());
      json.from(value);
    }
    sums.writeTo(json);
  }

  private static void writeNotices(Viewed parent, List<Answer<?>> found, ComposedAnswer json) {
    json.json("{\"schools\":[");
    int at = 0;
    for (Viewed school : schools(parent)) {
      json.json(at == 0 ? "{\"school_id\":" : ",{\"school_id\":").text(school.school());
      json.json(",").part(found.get(at++)).json("}");
    }
    json.json("]}");
  }
}
