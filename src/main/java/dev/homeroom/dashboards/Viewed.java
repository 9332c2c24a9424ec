package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.cache.Scope;
import dev.homeroom.http.Subject;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The subject of a dashboard: a person, a school or the district. It is made from access records,
 * and from no input of the caller.
 *
 * @param id the person's or school's
 * @param name as shown
 * @param schoolId the subject's school; null for the district, and for people of no school
 * @param termId the school's current term; null outside any
 * @param permissions the person's that hold for the whole school; empty for a school
 * @param parts the subjects that this one is put together from, of those that the caller may see: a
 *     parent's children, the district's schools
 * @param cut whether there are more parts than these
 * @param scope of the subject's keys
 */
record Viewed(
    String id,
    String name,
    @Nullable String schoolId,
    @Nullable String termId,
    Set<String> permissions,
    List<Viewed> parts,
    boolean cut,
    Scope scope) {
  private static final String NO_TERM = "none";

  Viewed {
    permissions = Set.copyOf(permissions);
    parts = List.copyOf(parts);
  }

  /** Returns a subject of a school. */
  static Viewed of(String id, String name, String schoolId, @Nullable String termId) {
    return new Viewed(
        id, name, schoolId, termId, Set.of(), List.of(), false, Scope.school(schoolId));
  }

  /** Returns a person. */
  static Viewed of(AccessRecord person) {
    return of(person, List.of(), false);
  }

  /** Returns a person whose dashboard is put together from others. */
  static Viewed of(AccessRecord person, List<Viewed> parts, boolean cut) {
    String schoolId = person.schoolId();
    Scope scope = schoolId == null ? Scope.DISTRICT : Scope.school(schoolId);
    return new Viewed(
        person.id(),
        person.name(),
        schoolId,
        person.termId(),
        person.schoolPermissions(),
        parts,
        cut,
        scope);
  }

  /** Returns the district, as one of its administrators sees it. */
  static Viewed district(AccessRecord administrator, List<Viewed> schools, boolean cut) {
    return new Viewed(
        administrator.id(),
        administrator.name(),
        null,
        null,
        Set.of(),
        schools,
        cut,
        Scope.DISTRICT);
  }

  /** Returns it as the answer shows it. */
  Subject shown() {
    return new Subject(id, name, schoolId);
  }

  /** Returns this person's school. */
  Viewed ofSchool() {
    return of(school(), "", school(), termId);
  }

  /** Returns this subject as the school of another one sees it: with that one's school and term. */
  Viewed at(Viewed other) {
    return new Viewed(
        id, name, other.schoolId, other.termId, permissions, List.of(), false, other.scope);
  }

  /** Returns the school's id; a subject of the district has none. */
  String school() {
    return Objects.requireNonNull(schoolId, "a subject without a school");
  }

  /** Returns the part of a key that names the term. */
  String term() {
    return termId == null ? NO_TERM : termId;
  }
}
