package dev.homeroom.users;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.access.RoleName;
import dev.homeroom.sql.Id;
import dev.homeroom.sql.Queries;
import dev.homeroom.users.Invitees.WantedInvitees;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The statement that finds the people of a school to whom a one-time code may be given. */
final class InviteesQuery {
  /** The codes are of the package {@code auth}; this only reads when one was made, and its end. */
  private static final String PEOPLE =
      """
      select p.id, a.username, p.name from person p join account a on a.person_id = p.id
      left join one_time_code c on c.person_id = p.id
      where p.school_id = ? and p.active and a.state = 'active' and a.password_hash is null""";

  /** Roles that nobody who may change people is outranked by. */
  private static final String ONLY_LOWEST =
      "not exists (select 1 from person_role r where r.person_id = p.id"
          + " and r.role_name not in ('STUDENT', 'PARENT'))";

  private final StringBuilder sql = new StringBuilder(PEOPLE);
  private final List<Object> parameters = new ArrayList<>();
  private final int atMost;

  /** Asks for people of a school; {@code today} is its day. */
  InviteesQuery(String schoolId, WantedInvitees wanted, LocalDate today) {
    atMost = wanted.atMost();
    parameters.add(Id.orNone(schoolId));
    String classId = wanted.classId();
    if (classId != null) {
      sql.append(" and ").append(UserFilter.OF_CLASS);
      parameters.addAll(List.of(Id.orNone(classId), today, Id.orNone(classId), today));
    }
    if (!wanted.renew()) {
      sql.append(" and (c.expires_at is null or c.expires_at <= ?)");
      parameters.add(wanted.now());
    }
  }

  /** Leaves out people whose roles outrank the caller's, as {@link UserAccess#mayGive} says. */
  InviteesQuery notAbove(AccessRecord caller) {
    if (caller.reachesAll()) {
      return this;
    }
    List<String> permissions = List.copyOf(caller.schoolPermissions());
    sql.append(" and (").append(ONLY_LOWEST);
    sql.append(" or not exists (select 1 from person_role r where r.person_id = p.id and (");
    sql.append("r.role_name = 'SUPER_ADMIN' or exists (select 1 from role_permission g");
    sql.append(" where g.role_name = r.role_name and g.permission not in (");
    sql.append(Queries.marks(permissions.size())).append(")))");
    parameters.addAll(permissions);
    sql.append("))");
    if (!caller.has(RoleName.SCHOOL_ADMIN)) {
      sql.append(" and not exists (select 1 from person_role r where r.person_id = p.id");
      sql.append(" and r.role_name = 'SCHOOL_ADMIN')");
    }
    return this;
  }

  /** Returns the statement: its columns are the id, the user name and the name of each person. */
  String sql() {
    return sql
        + " order by c.made_at nulls first, p.sort_key, p.id fetch first "
        + atMost
        + " rows only";
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
