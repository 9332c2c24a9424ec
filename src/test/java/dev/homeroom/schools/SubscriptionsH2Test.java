package dev.homeroom.schools;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class SubscriptionsH2Test extends SubscriptionsContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.H2);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }

  @Override
  String shortLockWait() {
    return "set lock_timeout 100";
  }
}
