package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

/** The cut-off of everyone on PostgreSQL. */
class CutOffOfEveryonePostgresTest extends CutOffOfEveryoneContract {
  @Override
  Databases.Address address() {
    return Databases.postgres();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.POSTGRESQL;
  }
}
