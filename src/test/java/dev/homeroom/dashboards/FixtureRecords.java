package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.AccessRecords;
import dev.homeroom.roles.Permissions;
import dev.homeroom.schools.Terms;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access records as the database has them at this moment, without a cache. */
final class FixtureRecords implements AccessRecords {
  private final Queries queries;
  private final Terms terms;
  private final Permissions permissions;

  FixtureRecords(TestBeans beans) {
    queries = beans.get(Queries.class);
    terms = beans.get(Terms.class);
    permissions = beans.get(Permissions.class);
  }

  private record Found(String name, @Nullable String schoolId, boolean active) {}

  /** Returns the record of somebody who is there. */
  AccessRecord get(String personId) {
    return find(personId).orElseThrow();
  }

  @Override
  public Optional<AccessRecord> find(String personId) {
    return queries
        .find(
            "select name, school_id, active from person where id = ?",
            row -> new Found(row.text(1), row.idOrNull(2), row.bool(3)),
            Id.orNone(personId))
        .map(found -> record(personId, found));
  }

  private AccessRecord record(String id, Found found) {
    String schoolId = found.schoolId();
    String term = schoolId == null ? null : terms.currentTermId(schoolId).orElse(null);
    Set<String> roles = texts("select role_name from person_role where person_id = ?", id);
    Permissions.Granted granted = permissions.of(roles);
    return new AccessRecord(
        id,
        found.name(),
        schoolId,
        roles,
        granted.all(),
        found.active(),
        term,
        ids("select class_id from class_teacher where teacher_id = ?", id),
        ids("select class_id from enrolment where student_id = ?", id),
        ids("select child_id from parent_child where parent_id = ?", id),
        ids(
            "select c.school_id from parent_child l join person c on c.id = l.child_id"
                + " where l.parent_id = ? and c.school_id is not null",
            id),
        granted.schoolWide());
  }

  private Set<String> texts(String sql, String id) {
    return new HashSet<>(queries.list(sql, row -> row.text(1), Id.orNone(id)));
  }

  private Set<String> ids(String sql, String id) {
    return new HashSet<>(queries.list(sql, row -> row.id(1), Id.orNone(id)));
  }
}
