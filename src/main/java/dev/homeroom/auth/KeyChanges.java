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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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

  /** The time for which others may sign on with a replaced key, and for clocks that differ. */
  static final Duration MARGIN = Duration.ofSeconds(60);

  private static final Duration ROWS_KEPT = Duration.ofDays(90);

  private static final String SELECT =
      "select kid, alive, created_at, replaced_at, coalesce(verifies_seconds, 0), withdrawn_at,"
          + " current_timestamp(6) from signing_key order by created_at desc, kid limit 100";

  @Inject Queries queries;
  @Inject CacheService cache;
  @Inject AuthConfig config;
  @Inject AuditLog audit;

  /** Returns the keys, the newest first. */
  List<KeyRow> list() {
    return queries.list(SELECT, KeyRow::of);
  }

  /**
   * Replaces the current key by a new one, which signs a few seconds later; the replaced one
   * verifies until its last token has ended.
   *
   * @throws ProblemException CONFLICT as {@link KeyChangeRules#requireReplaceable}
   */
  @Transactional
  List<KeyRow> replace(NewKey made, Actor by) {
    KeyChangeRules.requireReplaceable(locked());
    insert(made);
    queries.update(
        "update signing_key set replaced_at = current_timestamp(6), verifies_seconds = ?,"
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
    if (KeyChangeRules.get(before, kid).isWithdrawn()) {
      return before;
    }
    AuditEvent event = event(AuditAction.KEY_WITHDRAWN, by, kid);
    if (KeyChangeRules.needsNew(before, kid)) {
      if (made == null) {
        throw new ProblemException(ErrorCode.CONFLICT, "The keys were changed; try again.");
      }
      insert(made);
      event = event.with("successor", made.kid());
    }
    queries.update(
        "update signing_key set alive = false, withdrawn_at = current_timestamp(6), private_key = '',"
            + " changed_at = default where kid = ?",
        kid);
    cache.invalidate(List.of(TAG));
    audit.record(event);
    return list();
  }

  private static AuditEvent event(AuditAction action, Actor by, String kid) {
    return AuditEvent.of(action, by).about(AuditSubject.Kind.KEY, kid);
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
