package dev.homeroom.users;

import dev.homeroom.sql.Id;
import dev.homeroom.sql.NameOrder;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the accounts of the district in the database, without a cache. */
@ApplicationScoped
public class Accounts {
  private static final String SELECT =
      """
      select a.person_id, a.username, a.password_hash,
             a.state = 'active' and p.active, a.last_login, p.school_id
      from account a join person p on p.id = a.person_id
      """;

  @Inject Queries queries;

  /**
   * Returns the account with a user name, compared as written; empty if there is none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<Account> findByUsername(String username) {
    // PostgreSQL refuses the character 0 in a text; no user name has it.
    if (username.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return queries.find(SELECT + "where a.username = ?", Accounts::account, username);
  }

  /**
   * Returns a person's account; empty if there is none.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public Optional<Account> findByPerson(String personId) {
    return queries.find(SELECT + "where a.person_id = ?", Accounts::account, Id.orNone(personId));
  }

  /**
   * Records a successful login; does nothing if the person has no account, or while another
   * transaction holds its row. Raises no version: nobody edits the time.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public void recordLogin(String personId, Instant when) {
    long id = Id.orNone(personId);
    String free = "select 1 from account where person_id = ? for update skip locked";
    if (queries.find(free, row -> true, id).isPresent()) {
      queries.update("update account set last_login = ? where person_id = ?", when, id);
    }
  }

  /**
   * Replaces a password, unless it was replaced meanwhile or the account is not active. The caller
   * holds the transaction, and cuts off the person's tokens in it.
   *
   * @param before the hash that the caller has checked; null for any, also none
   * @return whether it was replaced
   * @throws RuntimeException if the database is away, or another transaction holds the row for long
   */
  @Transactional
  public boolean replacePassword(String personId, @Nullable String before, String hash) {
    String unchanged = before == null ? "" : " and password_hash = ?";
    List<Object> parameters = new ArrayList<>(List.of(hash, Id.orNone(personId)));
    if (before != null) {
      parameters.add(before);
    }
    return queries.update(
            "update account set password_hash = ? where person_id = ? and state = 'active'"
                + " and exists (select 1 from person p where p.id = account.person_id and p.active)"
                + unchanged,
            parameters.toArray())
        == 1;
  }

  /**
   * Stores another hash of the same password; does nothing if the password was replaced meanwhile,
   * or while another transaction holds the row.
   *
   * @param before the hash that the password was checked with
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public void renewHash(String personId, String before, String hash) {
    long id = Id.orNone(personId);
    String free =
        "select 1 from account where person_id = ? and password_hash = ? for update skip locked";
    if (queries.find(free, row -> true, id, before).isPresent()) {
      queries.update("update account set password_hash = ? where person_id = ?", hash, id);
    }
  }

  /**
   * Holds the accounts of people until the transaction ends; those without one are left out.
   *
   * @param personIds at least one
   * @throws RuntimeException if the database is away, or another transaction holds one for long
   */
  @Transactional
  public void hold(Collection<String> personIds) {
    queries.list(
        "select person_id from account where person_id in ("
            + Queries.marks(personIds.size())
            + ") order by person_id for update",
        row -> true,
        Id.numbers(personIds));
  }

  /**
   * Returns the ids of the people with the latest logins, the latest first.
   *
   * @param atMost how many, at least 1
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public List<String> listLastLoggedIn(int atMost) {
    return queries.list(
        "select person_id from account where last_login is not null"
            + " order by last_login desc, person_id limit ?",
        row -> row.id(1),
        atMost);
  }

  /**
   * Returns whether there is no account at all, as in a new installation.
   *
   * @throws RuntimeException if the database is away
   */
  @Transactional
  public boolean isEmpty() {
    return queries.find("select 1 from account limit 1", row -> true).isEmpty();
  }

  /**
   * Makes a super administrator of the district with an account, which has no password yet. The
   * caller ensures that only one server does, and that there is no account yet.
   *
   * @return the person's id
   * @throws RuntimeException if the database is away, or the user name is taken
   */
  @Transactional
  public String createFirstAdministrator(String username, String name) {
    String next = "select nextval('person_seq')";
    long id = Long.parseLong(queries.find(next, row -> row.id(1)).orElseThrow());
    queries.update(
        "insert into person (id, name, sort_key, kind) values (?, ?, ?, 'admin')",
        id,
        name,
        NameOrder.keyOf(name));
    queries.update("insert into person_role (person_id, role_name) values (?, 'SUPER_ADMIN')", id);
    queries.update("insert into account (person_id, username) values (?, ?)", id, username);
    return Long.toString(id);
  }

  private static Account account(Row row) throws SQLException {
    return new Account(
        row.id(1),
        row.text(2),
        row.textOrNull(3),
        row.bool(4),
        row.instantOrNull(5),
        row.idOrNull(6));
  }
}
