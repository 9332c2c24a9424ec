package dev.homeroom.auth;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditAction;
import dev.homeroom.audit.AuditEvent;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.AuditSubject;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rows of signing keys, in one transaction at a time on all instances. Each change
 * raises a tag, so that other instances are told of it while Redis is up; they poll in any case.
 * Each is recorded in its transaction. If the database is away each method throws, and nothing
 * changes.
 */
@ApplicationScoped
class KeyChanges {
  /** The tag that a change raises; no entry carries it. */
  static final Tag TAG = Tag.of("signing_keys");

  /** The most keys whose tokens are accepted; more rotations have to wait. */
  static final int MAX_VALID = 10;

  /** The age at which every instance signs with a key: younger ones are not replaced. */
  static final Duration MIN_AGE = Duration.ofSeconds(10);

  /** The time for which others may sign on with a replaced key, and for clocks that differ. */
  static final Duration MARGIN = Duration.ofSeconds(60);

  private static final Duration ROWS_KEPT = Duration.ofDays(90);

  private static final String SELECT =
      "select kid, alive, created_at, replaced_at, coalesce(verifies_seconds, 0), withdrawn_at,"
          + " current_timestamp from signing_key order by created_at desc, kid limit 100";

  @Inject Queries queries;
  @Inject CacheService cache;
  @Inject AuthConfig config;
  @Inject AuditLog audit;

  /** Returns the keys, the newest first. */
  List<KeyRow> list() {
    return queries.list(SELECT, KeyChanges::key);
  }

  private static KeyRow key(Row row) throws SQLException {
    StoredKey.Life life =
        new StoredKey.Life(
            row.instant(3), row.bool(2), row.instantOrNull(4), Duration.ofSeconds(row.integer(5)));
    return new KeyRow(row.text(1), life, row.instantOrNull(6), row.instant(7));
  }

  /**
   * Replaces the current key by a new one, which signs a few seconds later; the replaced one
   * verifies until its last token has ended.
   *
   * @throws ProblemException CONFLICT as {@link #requireReplaceable}
   */
  @Transactional
  List<KeyRow> replace(NewKey made, Actor by) {
    requireReplaceable(locked());
    insert(made);
    queries.update(
        "update signing_key set replaced_at = current_timestamp, verifies_seconds = ?,"
            + " changed_at = default where alive and replaced_at is null and kid <> ?",
        (int) config.lifetime().plus(AuthConfig.SKEW).plus(MARGIN).toSeconds(),
        made.kid());
    List<KeyRow> after = list();
    deleteOld(after.get(0).now().minus(ROWS_KEPT));
    cache.invalidate(List.of(TAG));
    audit.record(event(AuditAction.KEY_ROTATED, by, made.kid()));
    return after;
  }

  /**
   * Withdraws a key, and deletes its private half. Does nothing if it was withdrawn already.
   *
   * @param made takes its place if there is no other current one; else it is dropped
   * @throws ProblemException NOT_FOUND without such a key; CONFLICT if a new key is needed and none
   *     was made
   */
  @Transactional
  List<KeyRow> withdraw(String kid, @Nullable NewKey made, Actor by) {
    List<KeyRow> before = locked();
    if (get(before, kid).isWithdrawn()) {
      return before;
    }
    AuditEvent event = event(AuditAction.KEY_WITHDRAWN, by, kid);
    if (needsNew(before, kid)) {
      if (made == null) {
        throw new ProblemException(ErrorCode.CONFLICT, "The keys were changed; try again.");
      }
      insert(made);
      event = event.with("successor", made.kid());
    }
    queries.update(
        "update signing_key set alive = false, withdrawn_at = current_timestamp, private_key = '',"
            + " changed_at = default where kid = ?",
        kid);
    cache.invalidate(List.of(TAG));
    audit.record(event);
    return list();
  }

  private static AuditEvent event(AuditAction action, Actor by, String kid) {
    return AuditEvent.of(action, by).about(AuditSubject.Kind.KEY, kid);
  }

  /**
   * Refuses a rotation with CONFLICT if the last one was less than 10 s ago, for instance by
   * another administrator at the same time, or if too many keys are valid.
   */
  static void requireReplaceable(List<KeyRow> keys) {
    if (keys.stream().anyMatch(key -> key.isCurrent() && key.age().compareTo(MIN_AGE) < 0)) {
      throw new ProblemException(
          ErrorCode.CONFLICT, "The current key is less than 10 seconds old; it is not replaced.");
    }
    if (keys.stream().filter(KeyRow::isValid).count() >= MAX_VALID) {
      throw new ProblemException(
          ErrorCode.CONFLICT,
          "Tokens of " + MAX_VALID + " keys are alive; wait until the first of them has ended.");
    }
  }

  /** Returns the key of a name. */
  static KeyRow get(List<KeyRow> keys, String kid) {
    return keys.stream()
        .filter(key -> key.kid().equals(kid))
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(ErrorCode.NOT_FOUND, "There is no key of this name."));
  }

  /** Returns whether there is no current key beside this one. */
  static boolean needsNew(List<KeyRow> keys, String kid) {
    return keys.stream().noneMatch(key -> key.isCurrent() && !key.kid().equals(kid));
  }

  /** Locks all rows, and returns them as the last committed change left them. */
  private List<KeyRow> locked() {
    queries.list("select kid from signing_key order by kid for update", row -> row.text(1));
    return list();
  }

  private void insert(NewKey made) {
    queries.update(SigningKeyRows.INSERT, made.kid(), made.publicText(), made.privateText());
  }

  /** Deletes the rows of keys that ended long ago: a token of an unknown key is refused too. */
  private void deleteOld(Instant before) {
    queries.update(
        "delete from signing_key where replaced_at < ? or withdrawn_at < ?", before, before);
  }
}
