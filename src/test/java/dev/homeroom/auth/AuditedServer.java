package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditTable;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.http.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server has of passwords, codes, sessions and tokens, with the log of what was done. */
final class AuditedServer implements AutoCloseable {
  static final String ANN = PasswordFixture.ANN;
  static final String SOFIA = PasswordFixture.SOFIA;
  static final String SCHOOL = PasswordFixture.SCHOOL;
  static final String USER = "fixture.ann";
  static final String PASSWORD = PasswordFixture.PASSWORD;
  static final String OTHER = "nine herons leave the lake";

  final PasswordFixture passwords;
  final SessionServer sessions;
  final TokenAdministration administration = new TokenAdministration();
  final AuditTable table;

  /** The head of Ann's school. */
  final Actor head;

  private final DatabaseKind kind;

  AuditedServer(DatabaseKind kind) {
    this.kind = kind;
    passwords = new PasswordFixture(kind);
    sessions = server();
    table = new AuditTable(passwords.dataSource());
    head = AuditInstance.actor(passwords.caller(SCHOOL, "SCHOOL_ADMIN"));
    administration.tokens = new AdministeredTokens();
    administration.tokens.keys = Tokens.KEYS;
    administration.tokens.config = Tokens.CONFIG;
    administration.config = Tokens.CONFIG;
    administration.tokens.sessions = sessions.sessions;
    administration.tokens.records = id -> Optional.of(head.record());
    administration.revocations = sessions.revocations;
    administration.end = sessions.end;
    administration.past = sessions.past;
  }

  /** Returns another server on the same database. */
  SessionServer server() {
    return new SessionServer(passwords.dataSource(), kind, Clock.systemUTC());
  }

  Invites invites() {
    return passwords.beans.get(Invites.class);
  }

  TokenView refresh(String token) {
    return sessions.refresh.refresh(token, SessionServer.HERE);
  }

  /** Throws an {@code AssertionError} unless an act is refused. */
  static void refused(Runnable act) {
    assertThatThrownBy(act::run).isInstanceOf(ProblemException.class);
  }

  /**
   * Throws an {@code AssertionError} unless an act makes these records, and no others.
   *
   * @param expected as {@link AuditTable#recordedBy} has them, with {@code @} for where the request
   *     came from
   */
  void requireRecords(Runnable act, String... expected) {
    requireRecords(table, act, expected);
  }

  static void requireRecords(AuditTable table, Runnable act, String... expected) {
    assertThat(table.recordedBy(act))
        .containsExactly(Stream.of(expected).map(AuditedServer::record).toArray(String[]::new));
  }

  static String record(String line) {
    return line.replace("@", "from 192.0.2.9 of-a-test");
  }

  @Override
  public void close() {
    passwords.close();
  }
}
