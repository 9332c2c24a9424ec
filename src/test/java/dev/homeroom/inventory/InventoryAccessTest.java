package dev.homeroom.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.testkit.TestRecords;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryAccessTest {
  @ParameterizedTest
  @CsvSource({
    // role, permissions, the caller's school, active; own school, other school, all
    "SUPER_ADMIN, inventory:read, , true, true, true, true",
    "SCHOOL_ADMIN, inventory:read, 1, true, true, false, false",
    "STAFF, inventory:read, 1, true, true, false, false",
    "TEACHER, inventory:read, 1, true, true, false, false",
    "STOREKEEPER, inventory:read, 1, true, true, false, false",
    "STOREKEEPER, inventory:read, , true, false, false, false",
    "STOREKEEPER, inventory:write, 1, true, false, false, false",
    "STUDENT, users:read, 1, true, false, false, false",
    "PARENT, users:read, 1, true, false, false, false",
    "SUPER_ADMIN, inventory:read, , false, false, false, false",
    "STAFF, inventory:read, 1, false, false, false, false"
  })
  void maySee_isDecidedByRoleSchoolAndState(
      String role,
      String permission,
      String school,
      boolean active,
      boolean own,
      boolean other,
      boolean all) {
    AccessRecord caller =
        TestRecords.of(
            "9",
            "",
            school,
            Set.of(role),
            Set.of(permission),
            active,
            null,
            Set.of(),
            Set.of(),
            Set.of());

    assertThat(InventoryAccess.maySee(caller, "1")).isEqualTo(own);
    assertThat(InventoryAccess.maySee(caller, "2")).isEqualTo(other);
    assertThat(InventoryAccess.maySeeAll(caller)).isEqualTo(all);
  }
}
