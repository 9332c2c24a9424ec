package dev.homeroom.dashboards;

import dev.homeroom.cache.Tag;
import java.util.ArrayList;
import java.util.List;

/** The tags that a widget may name: what a write replaces to make it void. */
enum WidgetTag {
  /** All that concerns the subject: attendance, grades, invoices, links, the person. */
  USER("user"),
  /** The people of the school, and their names. */
  PEOPLE("people"),
  /** The school's classes, enrolments and timetables. */
  CLASSES("classes"),
  /** All attendance of the school. */
  ATTENDANCE("attendance"),
  /** All invoices and payments of the school. */
  FEES("fees"),
  /** The school's inventory. */
  INVENTORY("inventory"),
  /** The school's announcements and events. Only the widgets that show them have this tag. */
  NOTICES("notices"),
  /** The list of schools, and their names. */
  DISTRICT("district");

  private final String kind;

  WidgetTag(String kind) {
    this.kind = kind;
  }

  private Tag of(Viewed viewed) {
    return switch (this) {
      case USER -> Tag.of(kind, viewed.id());
      case DISTRICT -> Tag.of(kind);
      default -> Tag.of(kind, viewed.school());
    };
  }

  /** Returns the tags of a subject. */
  static List<Tag> of(List<WidgetTag> kinds, Viewed viewed) {
    List<Tag> tags = new ArrayList<>(kinds.size());
    for (WidgetTag kind : kinds) {
      tags.add(kind.of(viewed));
    }
    return tags;
  }
}
