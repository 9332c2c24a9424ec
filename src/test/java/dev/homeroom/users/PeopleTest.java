package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeopleTest {
  private final Queries queries = new Queries(TestDatabase.empty());
  private final People people = new People();
  private final Accounts accounts = new Accounts();

  @BeforeEach
  void twoPeople() {
    people.queries = queries;
    accounts.queries = queries;
    queries.update("insert into person (id, name, kind) values (7, 'Ada Root', 'admin')");
    queries.update("insert into person (id, name, kind) values (8, 'Bo Bare', 'parent')");
    queries.update("insert into person_role values (7, 'SUPER_ADMIN'), (7, 'PARENT')");
    queries.update(
        "insert into account (person_id, username, password_hash) values (7, 'ada', 'h')");
  }

  @Test
  void findPerson_withTwoRoles_hasBoth() {
    assertThat(people.findPerson("7"))
        .hasValueSatisfying(
            ada -> {
              assertThat(ada.roles()).containsExactlyInAnyOrder("SUPER_ADMIN", "PARENT");
              assertThat(ada.schoolId()).isNull();
              assertThat(ada.active()).isTrue();
            });
  }

  @Test
  void findPerson_withoutRoleOrAccount_isFoundAndActive() {
    assertThat(people.findPerson("8"))
        .hasValueSatisfying(
            bo -> {
              assertThat(bo.roles()).isEmpty();
              assertThat(bo.active()).isTrue();
            });
  }

  @Test
  void findPerson_ofAnIdThatIsNoNumber_isAbsent() {
    assertThat(people.findPerson("7 or 1=1")).isEmpty();
    assertThat(people.findPerson("9")).isEmpty();
  }

  @Test
  void findPerson_whoseAccountIsDisabled_isNotActive() {
    queries.update("update account set state = 'disabled' where person_id = 7");

    assertThat(people.findPerson("7").orElseThrow().active()).isFalse();
    assertThat(accounts.findByUsername("ada").orElseThrow().active()).isFalse();
  }

  @Test
  void recordLogin_isTheLastLoginOfTheAccountAfterwards() {
    Instant when = Instant.parse("2026-11-20T08:00:00.123Z");
    assertThat(accounts.findByPerson("7").orElseThrow().lastLogin()).isNull();

    accounts.recordLogin("7", when);

    assertThat(accounts.findByPerson("7").orElseThrow().lastLogin()).isEqualTo(when);
  }

  @Test
  void findByUsername_ofNobody_isAbsent() {
    assertThat(accounts.findByUsername("ADA")).isEmpty();
    assertThat(accounts.findByUsername("ada\0")).isEmpty();
  }
}
