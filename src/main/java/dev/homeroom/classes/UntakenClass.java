package dev.homeroom.classes;

import java.util.List;

/**
 * A class whose attendance has not been taken on a day.
 *
 * @param classId the class
 * @param name its name
 * @param startsAt when its first lesson of the day began, {@code HH:mm} by the school's clock
 * @param teachers by their names; empty if it has none
 */
public record UntakenClass(String classId, String name, String startsAt, List<UntakenBy> teachers) {
  /** Copies the teachers. */
  public UntakenClass {
    teachers = List.copyOf(teachers);
  }

  /** A teacher of the class. */
  public record UntakenBy(String id, String name) {}
}
