package dev.homeroom.schools;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Schools in the database. Each method throws if it is away. */
@ApplicationScoped
class SchoolRepository {
  /** The most schools that a list has; a district has a few hundred. */
  private static final int MAX_SCHOOLS = 10_000;

  private static final String COLUMNS =
      "select id, name, time_zone, currency, pass_mark, plan, seats, subscribed_until, version"
          + " from school";

  @PersistenceContext(unitName = "homeroom")
  EntityManager entities;

  @Inject Queries queries;
  @Inject Schools schools;

  /** Returns a school as it is shown; empty if there is none with this id. */
  @Transactional
  Optional<SchoolView> findView(String schoolId) {
    return queries.find(COLUMNS + " where id = ?", SchoolRepository::view, Id.orNone(schoolId));
  }

  /** Returns all schools, in no order. */
  @Transactional
  List<SchoolView> list() {
    return queries.list(
        COLUMNS + " order by id fetch first " + MAX_SCHOOLS + " rows only", SchoolRepository::view);
  }

  private static SchoolView view(Row row) throws SQLException {
    return new SchoolView(
        row.id(1),
        row.text(2),
        row.text(3),
        row.text(4),
        row.number(5),
        row.text(6),
        row.integer(7),
        row.date(8),
        row.integer(9));
  }

  /** A school's subscription with the school's today; empty if there is no such school. */
  record Subscribed(SubscriptionView view, SchoolDay today) {}

  @Transactional
  Optional<Subscribed> findSubscription(String schoolId) {
    Optional<SchoolDay> today = schools.findToday(schoolId);
    return today.flatMap(
        day ->
            queries.find(
                "select s.plan, s.seats, s.subscribed_until, ("
                    + Subscriptions.COUNT
                    + ") from school s where s.id = ?",
                row -> new Subscribed(subscription(row, day), day),
                Id.orNone(schoolId),
                Id.orNone(schoolId)));
  }

  private static SubscriptionView subscription(Row row, SchoolDay day) throws SQLException {
    LocalDate until = row.date(3);
    return SubscriptionView.of(
        day.school().id(), row.text(1), row.integer(2), row.integer(4), until, day.date());
  }

  /**
   * Holds a school's row until the transaction ends, so that writers of one school take turns; and
   * returns the school, empty if there is none. In the caller's transaction, as the methods below.
   */
  Optional<StoredSchool> lock(String schoolId) {
    long id = Id.orNone(schoolId);
    return queries
        .find("select id from school where id = ? for update", row -> row.id(1), id)
        .map(locked -> find(id));
  }

  StoredSchool find(long id) {
    return entities.find(StoredSchool.class, id);
  }

  /** Writes a new or changed school, and its version. */
  void save(StoredSchool school) {
    entities.persist(school);
    entities.flush();
  }

  /** Returns the id of the district, which is made with the first school. */
  long districtId() {
    return queries
        .find("select min(id) from district having count(*) > 0", row -> Id.orNone(row.id(1)))
        .orElseGet(this::makeDistrict);
  }

  long makeDistrict() {
    StoredDistrict made = new StoredDistrict("District");
    entities.persist(made);
    entities.flush();
    return made.id;
  }

  boolean hasInvoices(StoredSchool school) {
    return queries
        .find(
            "select id from invoice where school_id = ? fetch first 1 rows only",
            row -> row.id(1),
            school.id)
        .isPresent();
  }
}
