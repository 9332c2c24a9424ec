package dev.homeroom.roles;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads roles from the database, as they are shown. Each method throws if it is away. */
@ApplicationScoped
class RoleQueries {
  private static final String SELECT =
      "select r.name, r.built_in, r.version, p.permission from role r"
          + " left join role_permission p on p.role_name = r.name ";

  @Inject Queries queries;

  /** Returns a role; empty if there is none with exactly this name. */
  @Transactional
  Optional<RoleView> find(String name) {
    return views(SELECT + "where r.name = ?", name).stream().findFirst();
  }

  /** Returns all roles, at most {@link RoleService#MAX_ROLES}, in no order. */
  @Transactional
  List<RoleView> list() {
    return views(SELECT);
  }

  private List<RoleView> views(String sql, Object... parameters) {
    Map<String, RoleView> found = new LinkedHashMap<>();
    for (RoleView row : queries.list(sql, RoleQueries::onePermission, parameters)) {
      found.merge(row.name(), row, RoleQueries::joined);
    }
    return List.copyOf(found.values());
  }

  private static RoleView onePermission(Row row) throws SQLException {
    String permission = row.textOrNull(4);
    return new RoleView(
        row.text(1),
        row.bool(2),
        permission == null ? List.of() : List.of(permission),
        row.integer(3));
  }

  private static RoleView joined(RoleView one, RoleView other) {
    List<String> all = new ArrayList<>(one.permissions());
    all.addAll(other.permissions());
    return new RoleView(one.name(), one.builtIn(), all, one.version());
  }
}
