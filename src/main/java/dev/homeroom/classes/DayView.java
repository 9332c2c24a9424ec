package dev.homeroom.classes;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.schools.Term;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lessons of a person's day.
 *
 * @param date the day shown: today, or the next one with lessons
 * @param note says so if the day is not today; null if it is
 * @param lessons in the order of the day; empty if the term has no more; at most 100
 * @param cut whether the day has more; omitted if not
 */
public record DayView(
    LocalDate date,
    @Nullable String note,
    List<LessonView> lessons,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  private static final int MAX_ROWS = 100;

  /** Copies the lessons. */
  public DayView {
    lessons = List.copyOf(lessons);
  }

  /**
   * A lesson of the day.
   *
   * @param classId the class
   * @param name the class's name
   * @param startsAt {@code HH:mm} by the school's clock
   * @param endsAt {@code HH:mm}
   * @param room where it is
   */
  public record LessonView(
      String classId, String name, String startsAt, String endsAt, String room) {
    static LessonView of(Slot slot) {
      String startsAt = slot.startsAt().toString();
      String endsAt = slot.endsAt().toString();
      return new LessonView(slot.classId(), slot.className(), startsAt, endsAt, slot.room());
    }
  }

  /** Returns today, or the next day with lessons if there are none today. */
  public static DayView of(LocalDate today, Term term, List<Slot> slots) {
    return new SlotDays(term, slots)
        .from(today)
        .findFirst()
        .map(date -> of(date, note(today, date), lessonsOn(date, slots)))
        .orElseGet(() -> of(today, "There are no more lessons this term.", List.of()));
  }

  private static DayView of(LocalDate date, @Nullable String note, List<LessonView> lessons) {
    boolean cut = lessons.size() > MAX_ROWS;
    return new DayView(date, note, cut ? lessons.subList(0, MAX_ROWS) : lessons, cut);
  }

  private static @Nullable String note(LocalDate today, LocalDate shown) {
    return shown.equals(today)
        ? null
        : "There are no lessons on " + today + "; this is the next school day.";
  }

  private static List<LessonView> lessonsOn(LocalDate date, List<Slot> slots) {
    return slots.stream().filter(slot -> slot.on(date)).map(LessonView::of).toList();
  }
}
