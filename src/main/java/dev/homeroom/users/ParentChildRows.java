package dev.homeroom.users;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The rows that link parents to children; its callers hold the transaction. */
@ApplicationScoped
class ParentChildRows {
  @Inject Queries queries;

  boolean isLinked(String parentId, String childId) {
    String sql = "select 1 from parent_child where parent_id = ? and child_id = ?";
    return queries.find(sql, row -> true, Id.orNone(parentId), Id.orNone(childId)).isPresent();
  }

  int countChildren(String parentId) {
    return count("select count(*) from parent_child where parent_id = ?", parentId);
  }

  int countParents(String childId) {
    return count("select count(*) from parent_child where child_id = ?", childId);
  }

  private int count(String sql, String personId) {
    return queries.find(sql, row -> row.integer(1), Id.orNone(personId)).orElseThrow();
  }

  void insert(String parentId, String childId) {
    queries.update(
        "insert into parent_child (parent_id, child_id) values (?, ?)",
        Id.orNone(parentId),
        Id.orNone(childId));
  }

  /** Returns whether there was such a link. */
  boolean delete(String parentId, String childId) {
    return queries.update(
            "delete from parent_child where parent_id = ? and child_id = ?",
            Id.orNone(parentId),
            Id.orNone(childId))
        > 0;
  }

  /** Raises the versions of both people, which show the link. */
  void raiseVersions(String parentId, String childId) {
    queries.update(
        "update person set version = version + 1 where id in (?, ?)",
        Id.orNone(parentId),
        Id.orNone(childId));
  }
}
