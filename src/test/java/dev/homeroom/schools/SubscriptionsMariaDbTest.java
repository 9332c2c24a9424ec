package dev.homeroom.schools;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class SubscriptionsMariaDbTest extends SubscriptionsContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.MARIADB);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.MARIADB;
  }

  @Override
  String shortLockWait() {
    return "set innodb_lock_wait_timeout = 1";
  }
}
