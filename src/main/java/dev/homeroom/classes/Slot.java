package dev.homeroom.classes;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A place in a person's week: one lesson of one class.
 *
 * @param classId the class
 * @param className its name
 * @param weekday the day of the week
 * @param startsAt when it begins, by the school's clock
 * @param endsAt when it ends
 * @param room where it is
 */
public record Slot(
    String classId,
    String className,
    DayOfWeek weekday,
    LocalTime startsAt,
    LocalTime endsAt,
    String room) {}
