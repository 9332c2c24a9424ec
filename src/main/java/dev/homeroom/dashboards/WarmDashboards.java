package dev.homeroom.dashboards;

import dev.homeroom.access.AccessRecords;
import dev.homeroom.cache.ReadRequest;
import dev.homeroom.cache.WarmUp;
import dev.homeroom.users.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the dashboards of the last logins warm: these people are the likeliest to look again, and
 * the database knows them also after a restart.
 */
@ApplicationScoped
class WarmDashboards implements WarmUp {
  @Inject Accounts accounts;
  @Inject AccessRecords records;
  @Inject RoleDashboards roles;
  @Inject DashboardService dashboards;

  @Override
  public List<ReadRequest<?>> wanted(int atMost) {
    List<ReadRequest<?>> all = new ArrayList<>();
    for (String personId : accounts.listLastLoggedIn(atMost)) {
      if (all.size() >= atMost) {
        break;
      }
      records
          .find(personId)
          .flatMap(roles::findOwn)
          .ifPresent(own -> all.addAll(dashboards.wanted(own.dashboard(), own.subject())));
    }
    return all;
  }
}
