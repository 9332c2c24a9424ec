package dev.homeroom.classes;

import dev.homeroom.schools.Term;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The days of a term on which there are lessons, each judged by the timetable of that day. */
final class SlotDays {
  private static final Set<DayOfWeek> WEEK = Set.of(DayOfWeek.values());

  private final Term term;
  private final List<Slot> slots;

  SlotDays(Term term, List<Slot> slots) {
    this.term = term;
    this.slots = List.copyOf(slots);
  }

  /** Returns whether there is a lesson on a date of the term, and the school is open. */
  boolean contains(LocalDate date) {
    return term.hasLessons(date, WEEK) && slots.stream().anyMatch(slot -> slot.on(date));
  }

  /** Returns the days from the term's first up to a date of the term, the earliest first. */
  Stream<LocalDate> upTo(LocalDate date) {
    return term.daysBetween(term.startsOn(), date, WEEK).stream().filter(this::contains);
  }

  /** Returns the days from a date to the term's last, the earliest first. */
  Stream<LocalDate> from(LocalDate date) {
    LocalDate first = date.isBefore(term.startsOn()) ? term.startsOn() : date;
    return first.isAfter(term.endsOn())
        ? Stream.empty()
        : first.datesUntil(term.endsOn().plusDays(1)).filter(this::contains);
  }
}
