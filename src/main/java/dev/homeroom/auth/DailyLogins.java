package dev.homeroom.auth;

import dev.homeroom.auth.LoginsToday.RoleLogins;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/** Adds the logins of all servers up, by one statement; throws if the database is away. */
@ApplicationScoped
public class DailyLogins {
  private static final int MAX_ROWS = 100;

  @Inject Queries queries;
  @Inject Clock clock;

  private record CountedLogins(String role, boolean failed, long logins) {
    boolean of(boolean wantedFailed) {
      return role.isEmpty() && failed == wantedFailed;
    }
  }

  /** Returns the logins of today, which began at midnight UTC. */
  @Transactional
  public LoginsToday today() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<CountedLogins> rows =
        queries.list(
            "select role_name, failed, sum(logins) from login_count where on_date = ?"
                + " group by role_name, failed",
            row -> new CountedLogins(row.text(1), row.bool(2), row.decimal(3).longValueExact()),
            today);
    List<RoleLogins> roles =
        rows.stream()
            .filter(row -> !row.role().isEmpty() && !row.failed())
            .map(row -> new RoleLogins(row.role(), row.logins()))
            .sorted(
                Comparator.comparingLong(RoleLogins::logins)
                    .reversed()
                    .thenComparing(RoleLogins::role))
            .toList();
    return new LoginsToday(
        today,
        sum(rows, false),
        sum(rows, true),
        roles.stream().limit(MAX_ROWS).toList(),
        roles.size() > MAX_ROWS);
  }

  private static long sum(List<CountedLogins> rows, boolean failed) {
    return rows.stream().filter(row -> row.of(failed)).mapToLong(CountedLogins::logins).sum();
  }
}
