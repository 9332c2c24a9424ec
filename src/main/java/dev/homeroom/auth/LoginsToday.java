package dev.homeroom.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * The logins of a day, on all servers, up to about 10 s ago.
 *
 * @param date the day in UTC
 * @param logins those that succeeded
 * @param failed those that were refused for the name, the password or the account's state
 * @param byRole those that succeeded, by role, the most first; at most 100. A login of a person
 *     with two roles counts in both
 * @param cut whether there are more roles; omitted if not
 */
public record LoginsToday(
    LocalDate date,
    long logins,
    long failed,
    List<RoleLogins> byRole,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cut) {
  /** Copies the roles. */
  public LoginsToday {
    byRole = List.copyOf(byRole);
  }

  /**
   * The logins of people with one role.
   *
   * @param role its name
   * @param logins their number, at least 1
   */
  public record RoleLogins(String role, long logins) {}
}
