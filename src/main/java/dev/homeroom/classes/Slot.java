package dev.homeroom.classes;

import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * A lesson of a class in a person's week.
 *
 * @param classId the class
 * @param className its name
 * @param weekday the day of the week
 * @param startsAt its beginning, by the school's clock
 * @param endsAt its end
 * @param room its room
 */
public record Slot(
    String classId,
    String className,
    DayOfWeek weekday,
    LocalTime startsAt,
    LocalTime endsAt,
    String room) {}
