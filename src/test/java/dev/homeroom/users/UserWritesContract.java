package dev.homeroom.users;

import static dev.homeroom.users.UserFixture.ANN;
import static dev.homeroom.users.UserFixture.CY;
import static dev.homeroom.users.UserFixture.HEDWIG;
import static dev.homeroom.users.UserFixture.OTHER_SCHOOL;
import static dev.homeroom.users.UserFixture.PAUL;
import static dev.homeroom.users.UserFixture.SCHOOL;
import static dev.homeroom.users.UserFixture.SOFIA;
import static dev.homeroom.users.UserFixture.TOM;
import static dev.homeroom.users.UserFixture.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.RoleName;
import dev.homeroom.audit.Actor;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.MergePatch;
import dev.homeroom.sql.NameOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes of people: each rule's refusal, which writes nothing, beside the good case. */
abstract class UserWritesContract {
  private static final String NOBODY = "999999";

  UserFixture fixture;
  UserService users;
  UserRemovals removals;
  ParentLinks links;

  abstract DatabaseKind kind();

  @BeforeEach
  void make() {
    fixture = new UserFixture(kind());
    users = fixture.beans.get(UserService.class);
    removals = fixture.beans.get(UserRemovals.class);
    links = fixture.beans.get(ParentLinks.class);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  UserView create(Actor caller, UserInput input) {
    return fixture.write(() -> users.create(caller, input));
  }

  private UserView patch(Actor caller, String id, String json) {
    return fixture.write(() -> patched(caller, id, json));
  }

  UserView patched(Actor caller, String id, String json) {
    MergePatch<UserInput> patch =
        MergePatch.read(json.getBytes(StandardCharsets.UTF_8), UserInput.class);
    return users.patch(caller, id, patch::applyTo, null);
  }

  @Test
  void create_writesPersonAccountRolesAndSortKey_withoutPassword() {
    UserView made =
        create(fixture.head(), input("Émile Zola", SCHOOL, "emile", "TEACHER", "PARENT"));

    assertThat(made.kind()).isEqualTo("teacher");
    assertThat(made.roles()).containsExactly("PARENT", "TEACHER");
    assertThat(made.state()).isEqualTo("active");
    assertThat(made.version()).isEqualTo(1);
    long id = Long.parseLong(made.id());
    assertThat(fixture.text("select sort_key from person where id = ?", id))
        .isEqualTo(NameOrder.keyOf("Émile Zola"));
    assertThat(fixture.text("select password_hash from account where person_id = ?", id))
        .isEqualTo("null");
    assertThat(fixture.replacedNames())
        .containsExactlyInAnyOrder("access:" + id, "user:" + id, "people:" + SCHOOL, "district");
    assertThat(fixture.lowered).isEmpty();
  }

  @Test
  void create_withoutUserName_makesNoAccount() {
    UserView made = create(fixture.head(), input("Mini", SCHOOL, null, "STUDENT"));

    assertThat(made.username()).isNull();
    assertThat(fixture.text("select 1 from account where person_id = ?", Long.valueOf(made.id())))
        .isEqualTo("no row");
  }

  @Test
  void create_inAnotherSchoolOrTheDistrict_isForSuperAdministrators() {
    UserInput other = input("A", OTHER_SCHOOL, null, "STUDENT");
    UserInput district = input("A", null, null, "PARENT");
    assertThat(fixture.code(() -> users.create(fixture.head(), other)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> users.create(fixture.head(), district)))
        .isEqualTo(ErrorCode.FORBIDDEN);

    assertThat(create(fixture.superAdmin(), other).schoolId()).isEqualTo(OTHER_SCHOOL);
    assertThat(create(fixture.superAdmin(), district).schoolId()).isNull();
  }

  @Test
  void create_byOthers_isRefused() {
    UserInput student = input("A", SCHOOL, null, "STUDENT");
    for (String role : List.of("TEACHER", "STAFF", "STUDENT", "PARENT")) {
      assertThat(fixture.code(() -> users.create(fixture.caller("1", SCHOOL, role), student)))
          .isEqualTo(ErrorCode.FORBIDDEN);
    }
  }

  @Test
  void roles_thatOutrankTheCallers_areNotGiven_norTheirPeopleChanged() {
    fixture.queries.update("insert into role (name) values ('OFFICE'), ('AUDITOR')");
    fixture.queries.update(
        "insert into role_permission (role_name, permission) values"
            + " ('OFFICE', 'users:write'), ('AUDITOR', 'roles:write')");
    Actor office = fixture.caller("1", SCHOOL, "OFFICE");

    UserInput superAdmin = input("A", SCHOOL, null, "SUPER_ADMIN");
    UserInput auditor = input("A", SCHOOL, null, "AUDITOR");
    UserInput teacher = input("A", SCHOOL, null, "TEACHER");
    assertThat(fixture.code(() -> users.create(fixture.head(), superAdmin)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> users.create(fixture.head(), auditor)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> users.create(office, teacher))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> removals.delete(office, HEDWIG, null)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    fixture.queries.update("update person set school_id = 900011 where id = 900100");
    assertThat(fixture.code(() -> removals.delete(fixture.head(), SOFIA, null)))
        .isEqualTo(ErrorCode.FORBIDDEN);

    assertThat(create(fixture.head(), teacher).kind()).isEqualTo("teacher");
    assertThat(create(office, input("A", SCHOOL, null, "STUDENT")).kind()).isEqualTo("student");
    assertThat(create(fixture.superAdmin(), superAdmin).kind()).isEqualTo("admin");
  }

  @Test
  void roles_thatThereAreNot_areNamedTwice_orNeedASchool_areRefused() {
    Actor sofia = fixture.superAdmin();
    assertThat(fixture.field(() -> users.create(sofia, input("A", SCHOOL, null, "STAFF", "X"))))
        .isEqualTo("roles[1] exists");
    assertThat(fixture.field(() -> users.create(sofia, input("A", SCHOOL, null, "STAFF", "STAFF"))))
        .isEqualTo("roles duplicate");
    assertThat(fixture.field(() -> users.create(sofia, input("A", null, null, "TEACHER"))))
        .isEqualTo("school_id required");
    assertThat(fixture.field(() -> users.create(sofia, input("A", "77", null, "TEACHER"))))
        .isEqualTo("school_id exists");
    assertThat(fixture.field(() -> users.create(sofia, input("A", "x'", null, "TEACHER"))))
        .isEqualTo("school_id exists");
  }

  @Test
  void userName_isUnique() {
    UserInput taken = input("A", SCHOOL, "fixture.ann", "STAFF");
    assertThat(fixture.code(() -> users.create(fixture.head(), taken)))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(fixture.code(() -> patched(fixture.head(), TOM, "{\"username\":\"fixture.ann\"}")))
        .isEqualTo(ErrorCode.CONFLICT);

    assertThat(patch(fixture.head(), TOM, "{\"username\":\"tom\"}").username()).isEqualTo("tom");
  }

  @Test
  void userName_isUniqueInAnySpelling_butMayChangeItsOwn() {
    UserInput taken = input("A", SCHOOL, "Fixture.ANN", "STAFF");
    assertThat(fixture.code(() -> users.create(fixture.head(), taken)))
        .isEqualTo(ErrorCode.CONFLICT);
    assertThat(fixture.code(() -> patched(fixture.head(), TOM, "{\"username\":\"FIXTURE.ann\"}")))
        .isEqualTo(ErrorCode.CONFLICT);

    assertThat(patch(fixture.head(), ANN, "{\"username\":\"Fixture.Ann\"}").username())
        .isEqualTo("Fixture.Ann");
  }

  @Test
  void seat_isAskedForByWhoeverBecomesActive_andNotByParents() {
    fixture.queries.update("update school set seats = 5 where id = 900011");
    assertThat(
            fixture.code(() -> users.create(fixture.head(), input("A", SCHOOL, null, "STUDENT"))))
        .isEqualTo(ErrorCode.PLAN_EXHAUSTED);
    assertThat(create(fixture.head(), input("P", SCHOOL, null, "PARENT")).kind())
        .isEqualTo("parent");
    // A parent who becomes a teacher takes one.
    assertThat(
            fixture.code(() -> users.replaceRoles(fixture.head(), PAUL, List.of("TEACHER"), null)))
        .isEqualTo(ErrorCode.PLAN_EXHAUSTED);
    // Enabling an account takes none.
    patch(fixture.head(), ANN, "{\"state\":\"disabled\"}");
    assertThat(patch(fixture.head(), ANN, "{\"state\":\"active\"}").state()).isEqualTo("active");
    // Nor does a return before others have come.
    fixture.write(() -> removals.delete(fixture.head(), ANN, null));
    create(fixture.head(), input("B", SCHOOL, null, "STUDENT"));
    assertThat(fixture.code(() -> patched(fixture.head(), ANN, "{\"state\":\"active\"}")))
        .isEqualTo(ErrorCode.PLAN_EXHAUSTED);
    fixture.queries.update("update school set seats = 6 where id = 900011");
    assertThat(patch(fixture.head(), ANN, "{\"state\":\"active\"}").state()).isEqualTo("active");
  }

  @Test
  void seat_isAskedForByAMove_inTheNewSchool() {
    fixture.queries.update("update school set seats = 0 where id = 900012");
    String move = "{\"school_id\":\"900012\"}";
    assertThat(fixture.code(() -> patched(fixture.superAdmin(), ANN, move)))
        .isEqualTo(ErrorCode.PLAN_EXHAUSTED);
    fixture.queries.update("update school set seats = 1 where id = 900012");
    assertThat(patch(fixture.superAdmin(), ANN, move).schoolId()).isEqualTo(OTHER_SCHOOL);
  }

  @Test
  void move_endsClassLinks_lowersRights_andReplacesTagsOfBothSchools() {
    assertThat(fixture.code(() -> patched(fixture.head(), ANN, "{\"school_id\":\"900012\"}")))
        .isEqualTo(ErrorCode.FORBIDDEN);

    patch(fixture.superAdmin(), ANN, "{\"school_id\":\"900012\"}");

    assertThat(fixture.lowered).containsExactly(ANN);
    assertThat(fixture.replacedNames())
        .containsExactlyInAnyOrder(
            "access:" + ANN,
            "user:" + ANN,
            "access:" + PAUL,
            "user:" + PAUL,
            "user:" + TOM,
            "class:900051",
            "people:" + SCHOOL,
            "people:" + OTHER_SCHOOL,
            "district");
    assertThat(
            fixture.text(
                "select valid_until from enrolment where student_id = ?", Long.valueOf(ANN)))
        .isEqualTo("2026-11-19");
  }

  @Test
  void patch_nullRemoves_absentStays_andRequiredFieldsTakeNoNull() {
    patch(
        fixture.head(),
        ANN,
        "{\"email\":\"ann@example.org\",\"position\":\"Speaker\",\"grade_level\":\"8\"}");
    UserView now = patch(fixture.head(), ANN, "{\"email\":null,\"name\":\"Anna First\"}");

    assertThat(now.email()).isNull();
    assertThat(now.position()).isEqualTo("Speaker");
    assertThat(now.gradeLevel()).isEqualTo("8");
    assertThat(now.name()).isEqualTo("Anna First");
    assertThat(now.version()).isEqualTo(2);
    assertThat(fixture.lowered).isEmpty();
    assertThat(fixture.field(() -> patched(fixture.head(), ANN, "{\"username\":null}")))
        .isEqualTo("username required");
    assertThat(fixture.field(() -> patched(fixture.head(), ANN, "{\"kind\":null}")))
        .isEqualTo("kind unknown");
    assertThat(fixture.field(() -> patched(fixture.head(), ANN, "[]"))).isEqualTo(" type");
    assertThat(fixture.field(() -> patched(fixture.head(), ANN, "{\"name\":7}")))
        .isEqualTo("name type");
  }

  @Test
  void disable_lowersRights_andEnablingDoesNot() {
    patch(fixture.head(), ANN, "{\"state\":\"disabled\"}");
    assertThat(fixture.lowered).containsExactly(ANN);
    assertThat(fixture.replacedNames()).contains("access:" + ANN, "user:" + TOM);
    patch(fixture.head(), ANN, "{\"state\":\"active\"}");
    assertThat(fixture.lowered).isEmpty();
    assertThat(fixture.field(() -> patched(fixture.head(), CY, "{\"state\":\"disabled\"}")))
        .isEqualTo("state account");
  }

  @Test
  void roles_removed_lowerRights_andAddedOnesDoNot() {
    UserView more =
        fixture.write(
            () -> users.replaceRoles(fixture.head(), TOM, List.of("TEACHER", "PARENT"), "\"v0\""));
    assertThat(fixture.lowered).isEmpty();
    assertThat(more.roles()).containsExactly("PARENT", "TEACHER");
    assertThat(more.version()).isEqualTo(1);
    fixture.write(() -> users.replaceRoles(fixture.head(), TOM, List.of("PARENT"), null));
    assertThat(fixture.lowered).containsExactly(TOM);
  }

  @Test
  void oldVersion_isRefused_inTheHeaderAndInTheBody() {
    patch(fixture.head(), ANN, "{\"version\":0,\"position\":\"x\"}");
    UserInput ann = input("Ann", SCHOOL, "fixture.ann", "STUDENT");

    assertThat(fixture.code(() -> users.replace(fixture.head(), ANN, ann, "\"v0\"")))
        .isEqualTo(ErrorCode.STALE_VERSION);
    assertThat(fixture.code(() -> patched(fixture.head(), ANN, "{\"version\":0}")))
        .isEqualTo(ErrorCode.STALE_VERSION);
    assertThat(fixture.code(() -> removals.delete(fixture.head(), ANN, "\"v0\"")))
        .isEqualTo(ErrorCode.STALE_VERSION);
    UserView now = fixture.write(() -> users.replace(fixture.head(), ANN, ann, "\"v1\""));
    assertThat(now.position()).isNull();
    assertThat(now.version()).isEqualTo(2);
  }

  @Test
  void lastSuperAdministrator_isNeitherDisabledDeletedLoweredNorErased() {
    Actor sofia = fixture.superAdmin();
    assertThat(fixture.code(() -> patched(sofia, SOFIA, "{\"state\":\"disabled\"}")))
        .isEqualTo(ErrorCode.LAST_SUPER_ADMIN);
    assertThat(fixture.code(() -> patched(sofia, SOFIA, "{\"roles\":[\"PARENT\"]}")))
        .isEqualTo(ErrorCode.LAST_SUPER_ADMIN);
    assertThat(fixture.code(() -> removals.delete(sofia, SOFIA, null)))
        .isEqualTo(ErrorCode.LAST_SUPER_ADMIN);
    assertThat(fixture.code(() -> removals.erase(sofia, SOFIA)))
        .isEqualTo(ErrorCode.LAST_SUPER_ADMIN);

    // Somebody without a password is no help yet.
    UserView second = create(sofia, input("Second", null, "second", RoleName.SUPER_ADMIN));
    assertThat(fixture.code(() -> removals.delete(sofia, SOFIA, null)))
        .isEqualTo(ErrorCode.LAST_SUPER_ADMIN);
    fixture.queries.update(
        "update account set password_hash = 'h' where person_id = ?", Long.valueOf(second.id()));
    assertThat(patch(sofia, SOFIA, "{\"state\":\"disabled\"}").state()).isEqualTo("disabled");
  }

  @Test
  void delete_ofAPersonWithFigures_letsThePersonLeave_onceOnly() {
    fixture.write(() -> removals.delete(fixture.head(), ANN, null));

    assertThat(fixture.lowered).containsExactly(ANN);
    assertThat(fixture.text("select id from person where not active and id = ?", Long.valueOf(ANN)))
        .isEqualTo(ANN);
    assertThat(fixture.text("select state from account where person_id = ?", Long.valueOf(ANN)))
        .isEqualTo("disabled");
    assertThat(fixture.text("select count(*) from invoice where student_id = ?", Long.valueOf(ANN)))
        .isEqualTo("3");
    fixture.write(() -> removals.delete(fixture.head(), ANN, null));
    assertThat(fixture.lowered).isEmpty();
    assertThat(fixture.replaced).isEmpty();
  }

  @Test
  void delete_ofAPersonWithoutFigures_removesIt_andRaisesTheVersionsOfThoseLinked() {
    UserView made = create(fixture.head(), input("Eve", SCHOOL, "eve", "STUDENT", "PARENT"));
    fixture.write(() -> links.link(fixture.head(), PAUL, made.id()));
    String sql = "select version from person where id = ?";
    assertThat(fixture.text(sql, Long.valueOf(PAUL))).isEqualTo("1");

    fixture.write(() -> removals.delete(fixture.head(), made.id(), null));

    assertThat(fixture.text(sql, Long.valueOf(made.id()))).isEqualTo("no row");
    assertThat(fixture.text(sql, Long.valueOf(PAUL))).isEqualTo("2");
    assertThat(fixture.replacedNames())
        .contains("access:" + PAUL, "user:" + PAUL, "access:" + made.id());
    assertThat(fixture.lowered).containsExactly(made.id());
  }

  @Test
  void erase_replacesNameAndContact_freesTheUserName_keepsFigures_andCannotBeUndone() {
    patch(fixture.head(), ANN, "{\"email\":\"ann@example.org\"}");
    fixture.write(() -> removals.erase(fixture.head(), ANN));

    long ann = Long.parseLong(ANN);
    assertThat(fixture.lowered).containsExactly(ANN);
    assertThat(fixture.reset).containsExactly(ANN);
    assertThat(fixture.text("select name from person where id = ?", ann))
        .isEqualTo(UserRemovals.ERASED);
    assertThat(fixture.text("select sort_key from person where id = ?", ann))
        .isEqualTo(NameOrder.keyOf(UserRemovals.ERASED));
    assertThat(fixture.text("select email from person where id = ?", ann)).isEqualTo("null");
    assertThat(fixture.text("select count(*) from attendance_mark where student_id = ?", ann))
        .isEqualTo("15");
    assertThat(fixture.text("select count(note) from attendance_mark where student_id = ?", ann))
        .isEqualTo("0");
    assertThat(fixture.text("select 1 from parent_child where child_id = ?", ann))
        .isEqualTo("no row");
    assertThat(fixture.replacedNames()).contains("access:" + PAUL, "user:" + PAUL);
    assertThat(fixture.code(() -> patched(fixture.head(), ANN, "{\"name\":\"Ann\"}")))
        .isEqualTo(ErrorCode.CONFLICT);
    fixture.write(() -> removals.erase(fixture.head(), ANN));
    assertThat(fixture.replaced).isEmpty();
    assertThat(create(fixture.head(), input("New", SCHOOL, "fixture.ann", "STAFF")).username())
        .isEqualTo("fixture.ann");
  }

  /** A teacher's page that was open meanwhile would otherwise write the notes again. */
  @Test
  void erase_raisesTheVersionsOfTheSheetsThatHadNotes_andOfNoOther() {
    long ann = Long.parseLong(ANN);
    String versions = "select sum(version) from attendance_sheet";
    long sheet =
        Long.parseLong(
            fixture.text("select min(sheet_id) from attendance_mark where student_id = ?", ann));
    fixture.queries.update(
        "update attendance_mark set note = case when sheet_id = ? then 'n' end"
            + " where student_id = ?",
        sheet,
        ann);
    int before = Integer.parseInt(fixture.text(versions));
    int ofSheet =
        Integer.parseInt(fixture.text("select version from attendance_sheet where id = ?", sheet));

    fixture.write(() -> removals.erase(fixture.head(), ANN));

    assertThat(fixture.text("select version from attendance_sheet where id = ?", sheet))
        .isEqualTo(String.valueOf(ofSheet + 1));
    assertThat(fixture.text(versions)).isEqualTo(String.valueOf(before + 1));
  }

  /** So that the erasure waits for no teacher who takes another class of that day. */
  @Test
  void erase_leavesTheCountsOfSheetsThatHadNotes_believedOrNot() {
    String believed =
        "select count(case when counted_version = version then 1 end) from attendance_sheet";
    fixture.queries.update(
        "update attendance_mark set note = 'n' where student_id = ?", Long.parseLong(ANN));
    fixture.queries.update(
        "update attendance_sheet set counted_version ="
            + " case mod(id, 3) when 0 then version when 1 then version - 1 end");
    String before = fixture.text(believed);
    assertThat(before).isNotEqualTo("0");

    fixture.write(() -> removals.erase(fixture.head(), ANN));

    assertThat(fixture.text(believed)).isEqualTo(before);
  }

  @Test
  void unlock_forgetsTheFailures_ofThoseThatTheCallerMayWrite_andReplacesNothing() {
    UserUnlocks unlocks = fixture.beans.get(UserUnlocks.class);

    fixture.write(() -> unlocks.unlock(fixture.head(), ANN));

    assertThat(fixture.reset).containsExactly(ANN);
    assertThat(fixture.replaced).isEmpty();
    assertThat(fixture.lowered).isEmpty();
    Actor other = fixture.caller("1", OTHER_SCHOOL, RoleName.SCHOOL_ADMIN);
    for (String id : List.of(ANN, NOBODY)) {
      assertThat(fixture.code(() -> unlocks.unlock(other, id))).isEqualTo(ErrorCode.FORBIDDEN);
    }
    assertThat(fixture.code(() -> unlocks.unlock(fixture.head(), SOFIA)))
        .as("outranks the caller")
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> unlocks.unlock(fixture.superAdmin(), NOBODY)))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(fixture.reset).containsExactly(ANN);
  }

  @Test
  void personOutOfReach_isForbidden_whetherOrNotItExists_andMissingToSuperAdministrators() {
    Actor other = fixture.caller("1", OTHER_SCHOOL, RoleName.SCHOOL_ADMIN);
    for (String id : List.of(ANN, NOBODY, "x'--")) {
      assertThat(fixture.code(() -> patched(other, id, "{}"))).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(fixture.code(() -> removals.erase(other, id))).isEqualTo(ErrorCode.FORBIDDEN);
    }
    assertThat(fixture.code(() -> patched(fixture.superAdmin(), NOBODY, "{}")))
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void link_isIdempotent_andReplacesTheTagsOfBoth_inBothSchools() {
    fixture.queries.update("update person set school_id = 900012 where id = 900106");
    fixture.write(() -> links.link(fixture.head(), PAUL, CY));

    assertThat(fixture.replacedNames())
        .containsExactlyInAnyOrder(
            "access:" + PAUL,
            "user:" + PAUL,
            "access:" + CY,
            "user:" + CY,
            "people:" + SCHOOL,
            "people:" + OTHER_SCHOOL,
            "district");
    fixture.write(() -> links.link(fixture.head(), PAUL, CY));
    assertThat(fixture.replaced).isEmpty();
    fixture.write(() -> links.unlink(fixture.head(), PAUL, CY));
    assertThat(fixture.replaced).contains("access:" + PAUL);
    assertThat(fixture.lowered).isEmpty();
    fixture.write(() -> links.unlink(fixture.head(), PAUL, CY));
    assertThat(fixture.replaced).isEmpty();
  }

  @Test
  void link_isForWhoeverAdministersTheChildsSchool() {
    Actor other = fixture.caller("1", OTHER_SCHOOL, RoleName.SCHOOL_ADMIN);
    assertThat(fixture.code(() -> links.link(other, PAUL, CY))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> links.unlink(other, PAUL, ANN))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> links.link(other, PAUL, NOBODY))).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> links.link(fixture.head(), NOBODY, CY)))
        .isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(fixture.code(() -> links.link(fixture.superAdmin(), NOBODY, CY)))
        .isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(fixture.code(() -> links.link(fixture.head(), TOM, CY)))
        .isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(fixture.code(() -> links.link(fixture.head(), PAUL, TOM)))
        .isEqualTo(ErrorCode.INVALID_INPUT);
  }
}
