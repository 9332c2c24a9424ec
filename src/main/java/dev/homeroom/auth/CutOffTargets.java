package dev.homeroom.auth;

import dev.homeroom.cache.Tag;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Finds whose tokens a request wants to cut off, in the database, without a cache. */
@ApplicationScoped
public class CutOffTargets {
  @Inject Queries queries;

  /**
   * Returns the tag of a cut-off.
   *
   * @throws ProblemException INVALID_INPUT if the id is missing, or there for everyone; NOT_FOUND
   *     if there is no such school, role or person
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Tag tag(CutOffBody body) {
    String id = body.id();
    if (body.scope().equals("everyone")) {
      if (id != null) {
        throw ProblemException.field("id", "absent", "The cut-off of everyone has no id.");
      }
      return CutOffs.EVERYONE;
    }
    if (id == null) {
      throw ProblemException.field("id", "required", "The cut-off needs an id.");
    }
    return switch (body.scope()) {
      case "school" ->
          found("select 1 from school where id = ?", Id.orNone(id), CutOffs.school(id));
      case "role" -> found("select 1 from role where name = ?", id, CutOffs.role(id));
      default -> found("select 1 from person where id = ?", Id.orNone(id), CutOffs.user(id));
    };
  }

  private Tag found(String sql, Object key, Tag tag) {
    if (queries.find(sql, row -> true, key).isEmpty()) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such school, role or person.");
    }
    return tag;
  }
}
