package dev.homeroom.schools;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Checks what a school's subscription allows.
 *
 * <p>A seat is an active person of the school of any kind but {@code parent}: administrators,
 * teachers, staff, students, with an account or without one. Parents take no seat, as their number
 * follows from that of the students. An exhausted plan disables nobody.
 */
@ApplicationScoped
public class Subscriptions {
  /** Counts the seats that a school's people take. */
  static final String COUNT =
      "select count(*) from person where school_id = ? and active and kind <> 'parent'";

  @Inject Queries queries;
  @Inject Clock clock;

  private record Plan(int seats, LocalDate until, ZoneId timeZone) {
    static Plan of(Row row) throws SQLException {
      return new Plan(row.integer(1), row.date(2), ZoneId.of(row.text(3)));
    }
  }

  /**
   * Checks that one more person of the school may become active, and holds the school's row until
   * the caller's transaction ends: of two callers that want the last seat, the second waits and is
   * refused. Call it before anything is inserted that refers to the school, since an insert holds
   * the row too, and two inserts would then wait for each other.
   *
   * @throws ProblemException {@code PLAN_EXHAUSTED} if no seat is free or the subscription is over;
   *     400 for {@code school_id} if there is no such school
   * @throws RuntimeException if the database is away
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void requireSeat(String schoolId) {
    Plan plan = lock(schoolId);
    requireCurrent(plan);
    int taken = seatsTaken(schoolId);
    if (taken >= plan.seats()) {
      throw exhausted(
          "All %d seats of the school's plan are taken (%d active people, parents not counted):"
                  .formatted(plan.seats(), taken)
              + " no further person can become active.");
    }
  }

  /**
   * Checks that the school's subscription is not over: a person without a seat, such as a parent,
   * needs no more. Holds the school's row like {@link #requireSeat}.
   *
   * @throws ProblemException as {@link #requireSeat}
   * @throws RuntimeException if the database is away
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void requireCurrent(String schoolId) {
    requireCurrent(lock(schoolId));
  }

  private Plan lock(String schoolId) {
    return queries
        .find(
            "select seats, subscribed_until, time_zone from school where id = ? for update",
            Plan::of,
            Id.orNone(schoolId))
        .orElseThrow(
            () -> ProblemException.field("school_id", "exists", "There is no such school."));
  }

  private void requireCurrent(Plan plan) {
    if (LocalDate.now(clock.withZone(plan.timeZone())).isAfter(plan.until())) {
      throw exhausted(
          "The school's subscription ended on "
              + plan.until()
              + ": no further person can become active.");
    }
  }

  private int seatsTaken(String schoolId) {
    return queries.find(COUNT, row -> row.integer(1), Id.orNone(schoolId)).orElseThrow();
  }

  private static ProblemException exhausted(String detail) {
    return new ProblemException(ErrorCode.PLAN_EXHAUSTED, detail);
  }
}
