package dev.homeroom.schools;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

class SchoolWritesH2Test extends SchoolWritesContract {
  @Override
  Databases.Address address() {
    return Databases.migrated(DatabaseKind.H2);
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
