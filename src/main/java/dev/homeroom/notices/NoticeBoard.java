package dev.homeroom.notices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.schools.SchoolDay;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the announcements and events for a person; throws if the database is away. */
@ApplicationScoped
public class NoticeBoard {
  static final Duration RECENT = Duration.ofDays(30);
  private static final int MAX_ROWS = 10;

  /** Ten bodies of this many bytes as JSON, with their other fields, stay below 256 KiB. */
  private static final int MAX_BODY_BYTES = 16_000;

  private static final String FIRST_ROWS = " fetch first " + MAX_ROWS + " rows only";

  /** Selects classes that the person teaches or attends on a day. */
  private static final String OWN_CLASSES =
      "select class_id from class_teacher where teacher_id = ?"
          + " and ? between valid_from and valid_until"
          + " union all select class_id from enrolment where student_id = ?"
          + " and ? between valid_from and valid_until";

  /** Selects classes that a child of the person attends on a day; has the same four parameters. */
  private static final String CHILDRENS_CLASSES =
      "select e.class_id from parent_child l join enrolment e on e.student_id = l.child_id"
          + " where l.parent_id = ? and ? between e.valid_from and e.valid_until"
          + " and l.parent_id = ? and ? between e.valid_from and e.valid_until";

  /** Selects events with valid times: rows of before the schema's check may have others. */
  static final String HAS_TIMES =
      """
      n.starts_at >= timestamp with time zone '1900-01-01 00:00:00+00'
      and n.ends_at <= timestamp with time zone '2999-12-31 00:00:00+00'
      """;

  @Inject Queries queries;

  /**
   * An announcement.
   *
   * @param announcementId the announcement
   * @param body its text, plain; at most 16,000 bytes of it
   * @param publishedAt the time from which it is visible
   * @param author the name of its author
   * @param classId the class that it is for; null for the whole school
   * @param cut whether the body goes on; omitted if not
   */
  public record Announcement(
      String announcementId,
      String title,
      String body,
      Instant publishedAt,
      String author,
      @Nullable String classId,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {}

  /**
   * An event.
   *
   * @param eventId the event
   * @param startsAt when it begins
   * @param endsAt when it ends
   * @param place its place; null if none is given
   * @param classId the class that it is for; null for the whole school
   */
  public record Event(
      String eventId,
      String title,
      Instant startsAt,
      Instant endsAt,
      @Nullable String place,
      @Nullable String classId) {}

  /**
   * The announcements and events for a person.
   *
   * @param announcements at most ten of the last 30 days, the newest first
   * @param events at most ten that are not over, the nearest first
   */
  public record Notices(List<Announcement> announcements, List<Event> events) {
    /** Copies the lists. */
    public Notices {
      announcements = List.copyOf(announcements);
      events = List.copyOf(events);
    }
  }

  /** A person, and the classes whose notices the person gets besides those of the whole school. */
  private record Reader(String personId, String classes) {
    String concerns() {
      return " n.school_id = ? and (n.class_id is null or n.class_id in (" + classes + ")) ";
    }
  }

  /**
   * Returns the notices for a person of a school, and makes the entry expire when they change by
   * themselves: when an announcement is published or too old, or an event is over.
   */
  @Transactional
  public Notices of(String personId, SchoolDay day, LoadScope scope) {
    return of(new Reader(personId, OWN_CLASSES), day, scope);
  }

  /** Returns the notices of a school for the parent of its pupils, as {@link #of} does. */
  @Transactional
  public Notices ofFamily(String parentId, SchoolDay day, LoadScope scope) {
    return of(new Reader(parentId, CHILDRENS_CLASSES), day, scope);
  }

  private Notices of(Reader reader, SchoolDay day, LoadScope scope) {
    Notices notices = new Notices(announcements(reader, day), events(reader, day));
    nextAnnouncement(reader, day).ifPresent(scope::freshUntil);
    notices.announcements().forEach(shown -> scope.freshUntil(shown.publishedAt().plus(RECENT)));
    notices.events().forEach(event -> scope.freshUntil(event.endsAt()));
    return notices;
  }

  /** Returns the time of the day's next announcement; the entry expires with the day anyway. */
  private Optional<Instant> nextAnnouncement(Reader reader, SchoolDay day) {
    return queries.find(
        "select n.published_at from announcement n where "
            + reader.concerns()
            + " and n.published_at > ? and n.published_at < ? order by n.published_at"
            + " fetch first 1 rows only",
        row -> row.instant(1),
        Id.orNone(day.school().id()),
        Id.orNone(reader.personId()),
        day.date(),
        Id.orNone(reader.personId()),
        day.date(),
        day.now(),
        day.endsAt());
  }

  private List<Announcement> announcements(Reader reader, SchoolDay day) {
    return queries.list(
        "select n.id, n.title, n.body, n.published_at, p.name, n.class_id"
            + " from announcement n join person p on p.id = n.author_id where "
            + reader.concerns()
            + " and n.published_at between ? and ? order by n.published_at desc, n.id desc"
            + FIRST_ROWS,
        NoticeBoard::announcement,
        Id.orNone(day.school().id()),
        Id.orNone(reader.personId()),
        day.date(),
        Id.orNone(reader.personId()),
        day.date(),
        day.now().minus(RECENT),
        day.now());
  }

  static Announcement announcement(Row row) throws SQLException {
    Excerpt body = Excerpt.of(row.text(3), MAX_BODY_BYTES);
    return new Announcement(
        row.id(1),
        row.text(2),
        body.text(),
        row.instant(4),
        row.text(5),
        row.idOrNull(6),
        body.cut());
  }

  private List<Event> events(Reader reader, SchoolDay day) {
    return queries.list(
        "select n.id, n.title, n.starts_at, n.ends_at, n.place, n.class_id from event n where "
            + reader.concerns()
            + " and "
            + HAS_TIMES
            + " and n.ends_at > ? order by n.starts_at, n.id"
            + FIRST_ROWS,
        NoticeBoard::event,
        Id.orNone(day.school().id()),
        Id.orNone(reader.personId()),
        day.date(),
        Id.orNone(reader.personId()),
        day.date(),
        day.now());
  }

  static Event event(Row row) throws SQLException {
    return new Event(
        row.id(1), row.text(2), row.instant(3), row.instant(4), row.textOrNull(5), row.idOrNull(6));
  }
}
