package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.WidgetTag.NOTICES;
import static dev.homeroom.dashboards.WidgetTag.PEOPLE;
import static dev.homeroom.dashboards.WidgetTag.USER;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.access.RoleName;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.sql.NameOrder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
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
              ComposedWidget.ofParts(
                  "children",
                  this::addChildren,
                  (parent, found, json) ->
                      FamilyComposition.writeChildren(parent, students.entries(), found, json)),
              ComposedWidget.ofSums("fees_due", schoolsOf(fees), FamilyComposition::writeFees),
              ComposedWidget.ofParts(
                  "notices", schoolsOf(notices), FamilyComposition::writeNotices)));

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

  private static BiConsumer<Viewed, WidgetReads> schoolsOf(StoredWidget<?> entry) {
    return (parent, reads) ->
        FamilyComposition.schools(parent).forEach(school -> reads.add(entry, school));
  }
}
