package dev.homeroom.schools;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A school in an answer.
 *
 * @param id the school's id
 * @param name the name, as shown
 * @param timeZone the zone of its days, a name of IANA's database
 * @param currency of all its amounts, ISO 4217
 * @param passMark per cent, 0 to 100; an average below it is a failure
 * @param plan the name of what is subscribed to
 * @param seats how many active people the school may have, parents not counted
 * @param subscribedUntil the last day of the subscription
 * @param version raised by each change
 */
record SchoolView(
    String id,
    String name,
    String timeZone,
    String currency,
    double passMark,
    String plan,
    int seats,
    LocalDate subscribedUntil,
    int version) {

  /** Returns the names, as JSON has them, of the fields that differ from another state of it. */
  List<String> differences(SchoolView other) {
    List<String> names = new ArrayList<>();
    add(names, "name", name.equals(other.name));
    add(names, "time_zone", timeZone.equals(other.timeZone));
    add(names, "currency", currency.equals(other.currency));
    add(names, "pass_mark", Double.compare(passMark, other.passMark) == 0);
    add(names, "plan", plan.equals(other.plan));
    add(names, "seats", seats == other.seats);
    add(names, "subscribed_until", subscribedUntil.equals(other.subscribedUntil));
    return names;
  }

  private static void add(List<String> names, String name, boolean same) {
    if (!same) {
      names.add(name);
    }
  }
}
