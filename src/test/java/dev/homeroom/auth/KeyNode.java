package dev.homeroom.auth;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.audit.Actor;
import dev.homeroom.audit.AuditInstance;
import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.Tag;
import dev.homeroom.database.DatabaseKind;
import dev.homeroom.database.TestInstance;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestTransactions;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.RecordedTags;
import dev.homeroom.testkit.TestRecords;
import dev.homeroom.time.Ticker;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One of several servers on a database: its keys, what it signs, what it accepts. */
final class KeyNode implements AutoCloseable {
  private static final AccessRecord RECORD =
      TestRecords.of(
          "42",
          "Tamsin",
          "1",
          Set.of("TEACHER"),
          Set.of(),
          true,
          "7",
          Set.of(),
          Set.of(),
          Set.of());

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** A mistake in a server, for a test that must find it. */
  enum Mistake {
    NONE,
    /** A new key signs as soon as its server knows it. */
    SIGNS_AT_ONCE,
    /** A replaced key verifies no more. */
    ENDS_REPLACED,
    /** The cache of verified tokens is asked before the keys. */
    OUTLIVES_KEY
  }

  final SigningKeys keys;
  final AwaitedKeys awaited = new AwaitedKeys();
  final KeyRotation rotation = new KeyRotation();
  final TestInstance instance;
  final ManualTime time;
  private final TestTransactions transactions;
  private final TokenCheck check;
  private final RevocationSet revocations;

  KeyNode(DataSource database, DatabaseKind kind, ManualTime time, Mistake mistake) {
    this.time = time;
    keys = mistake == Mistake.SIGNS_AT_ONCE ? new Hasty() : new SigningKeys();
    keys.config = Tokens.CONFIG;
    keys.clock = time;
    keys.ticker = time;
    instance = new TestInstance(database, kind, time, keys);
    transactions = new TestTransactions(database);
    awaited.keys = keys;
    awaited.generations = instance.known();
    awaited.ticker = time;
    rotation.changes = new Changed(mistake == Mistake.ENDS_REPLACED);
    rotation.generations = instance.known();
    rotation.config = Tokens.CONFIG;
    rotation.maker = KeyNode::newKey;
    revocations = new RevocationSet(time, time::nanos);
    revocations.readAt(time.nanos());
    check =
        new TokenCheck(
            new TokenCheck.Knowledge(
                mistake == Mistake.OUTLIVES_KEY ? new Remembering(awaited) : awaited,
                revocations,
                instance.known(),
                id -> Optional.of(RECORD),
                (result, basis) -> {}),
            Tokens.CONFIG,
            time,
            new VerifiedTokens(1_000));
  }

  /** Makes a key with a name of its own and a pair other than the last ones. */
  static NewKey newKey() {
    try {
      return NewKey.of(Tokens.pair(NUMBERS.getAndIncrement()), null, new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Queries queries() {
    return rotation.changes.queries;
  }

  /** Lets the changes run on other statements. */
  void askThrough(Queries other) {
    rotation.changes.queries = other;
  }

  DataSource dataSource() {
    return transactions.dataSource();
  }

  /** Replaces the current key, or withdraws one. */
  KeysView rotate(@Nullable String withdraw) {
    return rotation.rotate(AuditInstance.SOMEBODY, withdraw);
  }

  String issue() {
    List<Tag> tags = CutOffs.of(Tokens.TEACHER);
    Stamps stamps = instance.known().stampsOf(tags);
    Map<String, Long> cut = new HashMap<>();
    for (int i = 0; i < stamps.size(); i++) {
      cut.put(stamps.tag(i), stamps.generation(i));
    }
    return Tokens.issue(awaited, time, Tokens.TEACHER, cut);
  }

  TokenVerdict judge(String token) {
    return CallerFinder.judged(check, token);
  }

  boolean accepts(String token) {
    return judge(token) instanceof TokenVerdict.AcceptedToken;
  }

  boolean refuses(String token) {
    return judge(token) instanceof TokenVerdict.RefusedToken;
  }

  @Override
  public void close() {
    transactions.close();
    instance.close();
  }

  /** Changes in transactions of this server. */
  private final class Changed extends KeyChanges {
    private final boolean endsReplaced;

    Changed(boolean endsReplaced) {
      this.endsReplaced = endsReplaced;
      queries = new Queries(transactions.dataSource());
      config = Tokens.CONFIG;
      audit = AuditInstance.log(transactions.dataSource());
      cache = RecordedTags.cache(tag -> instance.writer().replace(List.of(tag)));
    }

    @Override
    List<KeyRow> replace(NewKey made, Actor by) {
      return inTransaction(
          () -> {
            List<KeyRow> after = super.replace(made, by);
            if (endsReplaced) {
              queries.update(
                  "update signing_key set verifies_seconds = 0 where kid <> ?", made.kid());
            }
            return after;
          });
    }

    @Override
    List<KeyRow> withdraw(String kid, @Nullable NewKey made, Actor by) {
      return inTransaction(() -> super.withdraw(kid, made, by));
    }

    private List<KeyRow> inTransaction(Supplier<List<KeyRow>> work) {
      List<List<KeyRow>> after = new ArrayList<>();
      instance.write(transactions, tags -> {}, () -> after.add(work.get()));
      return after.get(0);
    }
  }

  /** Planted: signs with the newest key. */
  private static final class Hasty extends SigningKeys {
    @Override
    public synchronized SigningKey signing() {
      Ticker real = ticker;
      ticker = () -> real.nanos() + SETTLED.toNanos();
      SigningKey signing = super.signing();
      ticker = real;
      return signing;
    }
  }

  /** Planted: a key that was seen once is never asked for again. */
  private static final class Remembering implements KeyPairs {
    private final KeyPairs real;
    private final Map<String, PublicKey> seen = new ConcurrentHashMap<>();

    Remembering(KeyPairs real) {
      this.real = real;
    }

    @Override
    public SigningKey signing() {
      return real.signing();
    }

    @Override
    public @Nullable PublicKey verifying(String kid) {
      PublicKey found = seen.get(kid);
      if (found == null) {
        found = real.verifying(kid);
        if (found != null) {
          seen.put(kid, found);
        }
      }
      return found;
    }

    @Override
    public @Nullable PublicKey known(String kid) {
      return real.known(kid);
    }

    @Override
    public List<VerificationKey> all() {
      return real.all();
    }
  }
}
