package dev.homeroom.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.Cached;
import dev.homeroom.cache.Scope;
import dev.homeroom.cache.Tag;
import dev.homeroom.dashboards.SchoolWrites.SchoolWrite;
import dev.homeroom.fees.OpenInvoices;
import dev.homeroom.notices.NoticeBoard;
import dev.homeroom.sql.Queries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every write, and every dashboard of everybody before and after it: what the cache answers is what
 * the database has, and each tag that the table calls needed is.
 */
class DashboardTagsTest {
  /** At most a minute old, whatever is written. */
  private static final Set<String> A_MINUTE_OLD =
      Set.of("users_by_role", "logins_today", "platform");

  private final DataSource database = FamilyFixture.database();
  private final List<FamilyFixture> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(FamilyFixture::close);
  }

  static List<SchoolWrite> writes() {
    return SchoolWrites.all();
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_reachesEveryDashboardAtOnce_andNeedsItsTagsForThat(SchoolWrite write) {
    FamilyFixture all = warm();
    Map<String, String> before = payloads(all);
    Map<String, FamilyFixture> without = new LinkedHashMap<>();
    write.tags().forEach(tag -> without.put(tag, warm()));

    change(write);

    Map<String, String> truth = payloads(fixture());
    assertThat(different(before, truth)).containsAll(write.reaches());
    all.service.invalidate(tags(write.tags()));
    assertThat(different(payloads(all), truth)).as("stale").isEmpty();
    Set<String> missed = new TreeSet<>();
    without.forEach(
        (tag, at) -> {
          at.service.invalidate(tags(write.tags().stream().filter(t -> !t.equals(tag)).toList()));
          if (!different(payloads(at), truth).isEmpty()) {
            missed.add(tag);
          }
        });
    assertThat(missed).isEqualTo(new TreeSet<>(write.needed()));
  }

  /** A planted mistake: what one parent sees of the children depends on the parent alone. */
  @Test
  void tagOfTheChild_forgottenForTheOtherParent_isFound() {
    FamilyFixture at = fixture();
    at.roles.parents.families = new ForgetfulFamilies(at);
    at.all();
    SchoolWrite payment = write("payment");

    change(payment);
    at.service.invalidate(tags(payment.tags()));

    assertThat(different(payloads(at), payloads(fixture())))
        .containsExactlyInAnyOrder("parent 900102 fees_due", "parent 900113 fees_due");
  }

  /** Adds no tag of a child. */
  private static final class ForgetfulFamilies extends Families {
    ForgetfulFamilies(FamilyFixture at) {
      queries = at.beans.get(Queries.class);
      invoices = at.beans.get(OpenInvoices.class);
      board = at.beans.get(NoticeBoard.class);
    }

    @Override
    FamilyFees fees(WidgetFrame in) {
      return FamilyFees.of(invoices.ofFamily(in.id(), in.viewed().school()), in.day());
    }
  }

  /** A planted mistake: outside any term nothing else keeps two schools apart. */
  @Test
  void schoolLeftOutOfAKey_isFound() {
    FamilyFixture sound = fixture();
    sound.queries.update("update term set ends_on = '2026-10-31'");
    assertThat(currencies(sound, sound.roles.parents)).containsExactly("EUR", "JPY");

    FamilyFixture at = fixture();
    ParentDashboard planted = new SchoollessKeys();
    planted.records = at.records;
    planted.students = at.roles.students;
    planted.families = at.roles.parents.families;

    assertThat(currencies(at, planted)).isNotEqualTo(List.of("EUR", "JPY"));
  }

  /** Gives the children's entries the scope of the district. */
  private static final class SchoollessKeys extends ParentDashboard {
    @Override
    public Optional<Viewed> of(AccessRecord person, AccessRecord caller) {
      return super.of(person, caller)
          .map(
              parent ->
                  Viewed.of(
                      person,
                      parent.parts().stream().map(SchoollessKeys::schoolless).toList(),
                      parent.cut()));
    }

    private static Viewed schoolless(Viewed child) {
      return new Viewed(
          child.id(),
          child.name(),
          child.schoolId(),
          child.termId(),
          child.permissions(),
          List.of(),
          false,
          Scope.DISTRICT);
    }
  }

  private static List<String> currencies(FamilyFixture at, ParentDashboard of) {
    return at.json(of, FamilyFixture.MIA, "fees_due")
        .get("currencies")
        .findValuesAsText("currency");
  }

  private static SchoolWrite write(String name) {
    return writes().stream().filter(write -> write.name().equals(name)).findFirst().orElseThrow();
  }

  private void change(SchoolWrite write) {
    Queries queries = new Queries(database);
    write.changes().forEach(sql -> assertThat(queries.update(sql)).isPositive());
  }

  private static List<Tag> tags(List<String> names) {
    return names.stream().map(Tag::new).toList();
  }

  private FamilyFixture fixture() {
    FamilyFixture made = new FamilyFixture(database);
    open.add(made);
    return made;
  }

  private FamilyFixture warm() {
    FamilyFixture made = fixture();
    made.all();
    return made;
  }

  private static Map<String, String> payloads(FamilyFixture at) {
    Map<String, String> found = new LinkedHashMap<>();
    at.all().forEach((widget, value) -> found.put(widget, text(value)));
    found.keySet().removeIf(widget -> A_MINUTE_OLD.contains(widget.replaceAll(".* ", "")));
    return found;
  }

  private static String text(Cached<?> value) {
    return new String(value.payload(), StandardCharsets.UTF_8);
  }

  private static List<String> different(Map<String, String> some, Map<String, String> others) {
    Set<String> all = new TreeSet<>(some.keySet());
    all.addAll(others.keySet());
    return all.stream()
        .filter(widget -> !Objects.equals(some.get(widget), others.get(widget)))
        .collect(Collectors.toList());
  }
}
