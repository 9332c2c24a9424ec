package dev.homeroom.auth;

import dev.homeroom.database.DatabaseKind;
import dev.homeroom.testkit.Databases;

/** The cut-off of everyone on H2. */
class CutOffOfEveryoneH2Test extends CutOffOfEveryoneContract {
  @Override
  Databases.Address address() {
    return Databases.h2();
  }

  @Override
  DatabaseKind kind() {
    return DatabaseKind.H2;
  }
}
