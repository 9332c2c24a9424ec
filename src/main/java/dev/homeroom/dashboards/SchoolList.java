package dev.homeroom.dashboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.sql.NameOrder;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Lists the schools of the district with their subscriptions; throws if the database is away. */
@ApplicationScoped
class SchoolList {
  /** The most schools that are shown: their three entries each are one round trip to Redis. */
  static final int MAX_SCHOOLS = 150;

  @Inject Queries queries;

  /**
   * A school with its subscription.
   *
   * @param schoolId the school
   * @param timeZone the zone of its days
   * @param currency of its amounts, ISO 4217
   * @param plan what it has subscribed to
   * @param seats the most active people
   * @param subscribedUntil the last day of the subscription
   */
  record ListedSchool(
      String schoolId,
      String name,
      String timeZone,
      String currency,
      String plan,
      int seats,
      LocalDate subscribedUntil) {}

  /**
   * The schools of the district.
   *
   * @param total their number
   * @param schools by name, at most 150
   * @param cut whether there are more; omitted if not
   */
  record DistrictSchools(
      int total,
      List<ListedSchool> schools,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  /** Returns the schools. They are few, and so sorted here: a database would sort by bytes. */
  @Transactional
  DistrictSchools load() {
    List<ListedSchool> all =
        new ArrayList<>(
            queries.list(
                "select id, name, time_zone, currency, plan, seats, subscribed_until from school",
                row ->
                    new ListedSchool(
                        row.id(1),
                        row.text(2),
                        row.text(3),
                        row.text(4),
                        row.text(5),
                        row.integer(6),
                        row.date(7))));
    all.sort(NameOrder.by(ListedSchool::name).thenComparing(ListedSchool::schoolId));
    return FirstRows.of(all, MAX_SCHOOLS)
        .as((shown, cut) -> new DistrictSchools(all.size(), shown, cut));
  }
}
