package dev.homeroom.schools;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class SubscriptionsPostgresTest extends SubscriptionsContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.POSTGRESQL);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }

  @Override
  String shortLockWait() {
    return "set lock_timeout = '100ms'";
  }
}
