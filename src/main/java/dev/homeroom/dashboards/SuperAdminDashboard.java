package dev.homeroom.dashboards;

import static dev.homeroom.dashboards.StoredWidget.linked;
import static dev.homeroom.dashboards.WidgetTag.DISTRICT;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.auth.DailyLogins;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheTtl;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.DataClass;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.monitoring.PlatformFigures;
import dev.homeroom.http.ComposedAnswer;
import dev.homeroom.users.PeopleFigures;
import dev.homeroom.users.StudentCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                  "students", each(SchoolEntries::students), SuperAdminDashboard::writeStudents),
              ComposedWidget.ofParts(
                  "fees_by_school", each(SchoolEntries::fees), SuperAdminDashboard::writeSchools),
              ComposedWidget.ofParts(
                  "attendance_by_school",
                  each(SchoolEntries::attendance),
                  SuperAdminDashboard::writeSchools),
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

  private static void writeStudents(Viewed district, List<Answer<?>> found, ComposedAnswer json) {
    long active = 0;
    long inactive = 0;
    json.json("{\"schools\":[");
    for (int i = 0; i < found.size(); i++) {
      Cached<?> value = Objects.requireNonNull(found.get(i).value());
      StudentCounts counts = (StudentCounts) value.value();
      active += counts.active();
      inactive += counts.inactive();
      writeName(district.parts().get(i), i, json.from(value));
      json.json(",\"active\":").number(counts.active());
      json.json(",\"inactive\":").number(counts.inactive()).json("}");
    }
    json.json("],\"active\":").number(active).json(",\"inactive\":").number(inactive);
    json.json(",\"links\":{\"students\":\"/api/users?role=STUDENT\"}");
    json.json(district.cut() ? ",\"cut\":true}" : "}");
  }

  private static void writeSchools(Viewed district, List<Answer<?>> found, ComposedAnswer json) {
    json.json("{\"schools\":[");
    for (int i = 0; i < found.size(); i++) {
      Cached<?> value = found.get(i).value();
      if (value == null) {
        writeName(district.parts().get(i), i, json);
        json.json(",").part(found.get(i)).json("}");
      } else {
        json.json(i == 0 ? "" : ",").payload(value);
      }
    }
    json.json(district.cut() ? "],\"cut\":true}" : "]}");
  }

  private static void writeName(Viewed school, int at, ComposedAnswer json) {
    json.json(at == 0 ? "{\"school_id\":" : ",{\"school_id\":").text(school.id());
    json.json(",\"name\":").text(school.name());
  }
}
