package dev.homeroom.schools;

import java.time.LocalDate;

/**
 * A school's subscription: its plan, its seats and its last day.
 *
 * @param schoolId the school
 * @param plan the plan's name
 * @param seats how many active people the school may have, parents not counted
 * @param seatsTaken how many it has; more than the seats after a change to a smaller plan
 * @param subscribedUntil the last day of the subscription
 * @param state {@code active}; {@code full} without a free seat: only parents can become active;
 *     {@code over} after the last day: nobody can become active
 */
record SubscriptionView(
    String schoolId,
    String plan,
    int seats,
    int seatsTaken,
    LocalDate subscribedUntil,
    String state) {
  static SubscriptionView of(
      String schoolId, String plan, int seats, int seatsTaken, LocalDate until, LocalDate today) {
    String state = today.isAfter(until) ? "over" : seatsTaken >= seats ? "full" : "active";
    return new SubscriptionView(schoolId, plan, seats, seatsTaken, until, state);
  }
}
