package dev.homeroom.cache.readthrough;

import java.sql.SQLException;

/** The contract of loads without CDI: nothing is refused. */
class PlainLoadsTest extends LoadsContract {
  @Override
  LoadGuard guard() {
    GuardedLoads loads = new GuardedLoads();
    loads.limited = new LimitedLoads();
    loads.failures = failure -> failure.getCause() instanceof SQLException;
    return loads;
  }
}
