package dev.homeroom.auth;

import dev.homeroom.audit.AuditInstance;
import dev.homeroom.audit.AuditLog;
import dev.homeroom.audit.RequestOrigin;
import dev.homeroom.database.CommittedRows;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.users.People;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a server has of sessions, on a database that others may share, with a clock of its own. */
final class SessionServer {
  /** Where the requests of tests come from. */
  static final RequestOrigin HERE = AuditInstance.SOMEBODY.origin();

  final Sessions sessions = new StandingSessions();
  private final AtomicReference<@Nullable Instant> standing = new AtomicReference<>();
  final TokenSubjects subjects = new TokenSubjects();
  final Revocations revocations = new Revocations();
  final SessionEnd end = new SessionEnd();
  final Refresh refresh = new Refresh();
  final Logout logout = new Logout();
  final PastTokens past = new PastTokens();
  final SessionTokens tokens;

  SessionServer(DataSource dataSource, DatabaseKind kind, Clock clock) {
    TestBeans beans = new TestBeans(dataSource, clock);
    AuditLog audit = beans.get(AuditLog.class);
    sessions.queries = beans.get(Queries.class);
    sessions.audit = audit;
    tokens = tokens(sessions, clock);
    subjects.people = beans.get(People.class);
    subjects.generations = CommittedRows.of(dataSource, kind);
    revocations.dataSource = dataSource;
    revocations.audit = audit;
    revocations.publisher = new RevocationPublisher();
    revocations.publisher.writer = new ToldPrograms();
    end.sessions = sessions;
    end.revocations = revocations;
    end.config = Tokens.CONFIG;
    end.clock = clock;
    refresh.sessions = sessions;
    refresh.subjects = subjects;
    refresh.tokens = tokens;
    refresh.end = end;
    refresh.ticker = () -> 0;
    logout.revocations = revocations;
    logout.keys = Tokens.KEYS;
    logout.config = Tokens.CONFIG;
    logout.end = end;
    logout.clock = clock;
    logout.past = past;
    past.keys = Tokens.KEYS;
    past.config = Tokens.CONFIG;
    past.sessions = sessions;
  }

  /** Returns what issues tokens, with the tests' key. */
  static SessionTokens tokens(Sessions sessions, Clock clock) {
    SessionTokens made = new SessionTokens();
    made.sessions = sessions;
    made.keys =
        new SigningKeys() {
          @Override
          public SigningKey signing() {
            return Tokens.KEYS.signing();
          }
        };
    made.config = Tokens.CONFIG;
    made.clock = clock;
    return made;
  }

  /** Sessions that can be read at a moment at which the database's clock stands. */
  private final class StandingSessions extends Sessions {
    @Override
    public Optional<FoundSession> find(String id) {
      return super.find(id).map(this::standing);
    }

    private FoundSession standing(FoundSession found) {
      Instant now = standing.get();
      return now == null ? found : new FoundSession(found.session(), found.schoolId(), now);
    }
  }

  /** Lets the database's clock stand for refreshes of this server. */
  void stand(Instant now) {
    standing.set(now);
  }

  /** Returns the database's time, as refreshes of this session would read it. */
  Instant now(String refreshToken) {
    return found(sessions, refreshToken).now();
  }

  private static FoundSession found(Sessions sessions, String refreshToken) {
    return sessions.find(RefreshToken.parse(refreshToken).orElseThrow().session()).orElseThrow();
  }

  /** Begins a session, as a login does once the password is right. */
  TokenView login(String personId) {
    LoginDeadline deadline = new LoginDeadline(() -> 0);
    return tokens.begin(subjects.find(personId, List.of(), deadline).orElseThrow(), HERE);
  }

  /** Ends a session by its access token. */
  void logout(TokenView tokens) {
    logout.logout(tokens.accessToken(), HERE);
  }

  /** Withdraws the tests' key here; returns this. */
  SessionServer withoutTheKey() {
    Tokens.Keys gone = new Tokens.Keys(Tokens.PAIR);
    gone.withdraw();
    logout.keys = gone;
    past.keys = gone;
    return this;
  }

  /** Makes everything that was replaced older by a time. */
  void pass(String refreshToken, Duration time) {
    pass(sessions, refreshToken, time);
  }

  /** The same, of a session of another server. */
  static void pass(Sessions sessions, String refreshToken, Duration time) {
    StoredSession now = found(sessions, refreshToken).session();
    ReplacedTokens older =
        new ReplacedTokens(
            now.replaced().all().stream()
                .map(
                    one ->
                        new ReplacedTokens.Replaced(one.digest(), one.salt(), one.at().minus(time)))
                .toList());
    sessions.queries.update(
        "update login_session set replaced = ? where id = ?", older.stored(), now.id());
  }
}
