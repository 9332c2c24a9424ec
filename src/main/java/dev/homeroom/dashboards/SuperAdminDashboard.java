package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.StoredWidget.linked;
import static dev.homeroom.dashboards.WidgetTag.DISTRICT;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.auth.DailyLogins;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.monitoring.PlatformFigures;
import dev.homeroom.users.PeopleFigures;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The dashboard of the district. What compares schools is put together from the schools' own
 * entries, which their writes make void; the rest is at most a minute old.
 */
@ApplicationScoped
class SuperAdminDashboard implements RoleDashboard {
  /** The district's own widgets: an entry is the JSON object of one widget. */
  @Produces
  static final Region<Object> REGION =
      Region.ofJson(
          "dashboard:super_admin",
          "dashboard:super_admin:{}:{}",
          DataClass.COMPUTED,
          CacheTtl.SHORT);

  @Inject SchoolRows schools;
  @Inject SchoolEntries entries;
  @Inject SchoolList list;
  @Inject PeopleFigures people;
  @Inject DailyLogins logins;
  @Inject PlatformFigures platform;

  private final Dashboard dashboard =
      new Dashboard(
          "super_admin",
          List.of(
              linked(
                  StoredWidget.of(REGION, "schools", in -> list.load(), DISTRICT),
                  in -> Map.of("schools", "/api/schools")),
              linked(
                  StoredWidget.of(REGION, "users_by_role", in -> people.usersByRole(), DISTRICT),
                  in -> Map.of("users", "/api/users")),
              StoredWidget.of(REGION, "logins_today", in -> logins.today(), DISTRICT),
              ComposedWidget.ofSums(
                  "students", each(SchoolEntries::students), SchoolComparison::writeStudents),
              ComposedWidget.ofParts(
                  "fees_by_school", each(SchoolEntries::fees), SchoolComparison::writeSchools),
              ComposedWidget.ofParts(
                  "attendance_by_school",
                  each(SchoolEntries::attendance),
                  SchoolComparison::writeSchools),
              StoredWidget.of(REGION, "platform", in -> platform.now(), DISTRICT)));

  private BiConsumer<Viewed, WidgetReads> each(Function<SchoolEntries, StoredWidget<?>> choice) {
    return (district, reads) -> {
      StoredWidget<?> entry = choice.apply(entries);
      district.parts().forEach(school -> reads.add(entry, school));
    };
  }

  @Override
  public String role() {
    return RoleName.SUPER_ADMIN;
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
    SchoolRows.KnownSchools known = schools.first();
    List<Viewed> parts = known.schools().stream().map(SchoolRows.KnownSchool::viewed).toList();
    return Optional.of(Viewed.district(person, parts, known.cut()));
  }
}
