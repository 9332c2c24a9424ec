package dev.homeroom.classes;

import java.time.LocalDate;

/**
 * A day of a class.
 *
 * @param classId the class
 * @param date the day
 * @param today the school's today
 */
record ClassDay(String classId, LocalDate date, LocalDate today) {
  boolean isToday() {
    return date.equals(today);
  }
}
