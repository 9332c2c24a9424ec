package dev.homeroom.notices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.notices.NoticeBoard.Announcement;
import dev.homeroom.notices.NoticeBoard.Event;
import dev.homeroom.notices.NoticeBoard.Notices;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Reads the announcements and events of a school, for its administrators and its staff. Each method
 * makes the entry expire when they change by themselves, and throws if the database is away.
 */
@ApplicationScoped
public class SchoolBoard {
  private static final int MAX_ROWS = 10;

  private static final String FIRST_ROWS = " fetch first " + (MAX_ROWS + 1) + " rows only";

  @Inject Queries queries;

  /** The notices that are read. */
  public enum Audience {
    /** The notices for the whole school: what its staff is told. */
    WHOLE_SCHOOL(" and n.class_id is null "),
    /** These, and those for each of its classes: what its administrators oversee. */
    ALL_CLASSES("");

    private final String condition;

    Audience(String condition) {
      this.condition = condition;
    }
  }

  /**
   * The announcements of a school.
   *
   * @param announcements of the last 30 days, the newest first, at most ten
   * @param cut whether there are more; omitted if not
   */
  public record SchoolAnnouncements(
      List<Announcement> announcements, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
    /** Copies the announcements. */
    public SchoolAnnouncements {
      announcements = List.copyOf(announcements);
    }
  }

  /**
   * The events of a school.
   *
   * @param events those that are not over, the nearest first, at most ten
   * @param cut whether there are more; omitted if not
   */
  public record SchoolEvents(
      List<Event> events, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
    /** Copies the events. */
    public SchoolEvents {
      events = List.copyOf(events);
    }
  }

  /** Returns announcements and events, in the form of a person's notices. */
  @Transactional
  public Notices notices(Audience audience, SchoolDay day, LoadScope scope) {
    return new Notices(
        announcements(audience, day, scope).announcements(), events(audience, day, scope).events());
  }

  /** Returns the announcements of a school. */
  @Transactional
  public SchoolAnnouncements announcements(Audience audience, SchoolDay day, LoadScope scope) {
    List<Announcement> all =
        queries.list(
            "select n.id, n.title, n.body, n.published_at, p.name, n.class_id"
                + " from announcement n join person p on p.id = n.author_id where n.school_id = ?"
                + audience.condition
                + " and n.published_at between ? and ? order by n.published_at desc, n.id desc"
                + FIRST_ROWS,
            NoticeBoard::announcement,
            Id.orNone(day.school().id()),
            day.now().minus(NoticeBoard.RECENT),
            day.now());
    expireWithTheNext(audience, day, scope);
    all.forEach(shown -> scope.freshUntil(shown.publishedAt().plus(NoticeBoard.RECENT)));
    return new SchoolAnnouncements(all.stream().limit(MAX_ROWS).toList(), all.size() > MAX_ROWS);
  }

  /** Ends the entry when an announcement of today appears; it ends with the day anyway. */
  private void expireWithTheNext(Audience audience, SchoolDay day, LoadScope scope) {
    queries
        .find(
            "select n.published_at from announcement n where n.school_id = ?"
                + audience.condition
                + " and n.published_at > ? and n.published_at < ? order by n.published_at"
                + " fetch first 1 rows only",
            row -> row.instant(1),
            Id.orNone(day.school().id()),
            day.now(),
            day.endsAt())
        .ifPresent(scope::freshUntil);
  }

  /** Returns the events of a school. */
  @Transactional
  public SchoolEvents events(Audience audience, SchoolDay day, LoadScope scope) {
    List<Event> all =
        queries.list(
            "select n.id, n.title, n.starts_at, n.ends_at, n.place, n.class_id from event n"
                + " where n.school_id = ?"
                + audience.condition
                + " and n.ends_at > ? and "
                + NoticeBoard.HAS_TIMES
                + " order by n.starts_at, n.id"
                + FIRST_ROWS,
            NoticeBoard::event,
            Id.orNone(day.school().id()),
            day.now());
    all.forEach(event -> scope.freshUntil(event.endsAt()));
    return new SchoolEvents(all.stream().limit(MAX_ROWS).toList(), all.size() > MAX_ROWS);
  }
}
