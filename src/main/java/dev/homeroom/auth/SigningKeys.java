package dev.homeroom.auth;

import dev.homeroom.database.Changes;
import dev.homeroom.database.Installation;
import dev.homeroom.database.PolledTable;
import dev.homeroom.time.Ticker;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of this installation: generated at its first start, stored in the database,
 * shared by all instances. The poller reads them, so that a new and a withdrawn one are known
 * within 2 s. A new one signs once this instance has known it for 5 s: any other instance whose
 * knowledge is at most 2 s old knows it then, so no clocks are compared.
 *
 * <p>As {@link KeyPairs} other beans get {@link AwaitedKeys}.
 */
@ApplicationScoped
@Typed({SigningKeys.class, PolledTable.class})
class SigningKeys implements KeyPairs, PolledTable {
  /** The time that an instance knows a key before it signs with it. */
  static final Duration SETTLED = Duration.ofSeconds(5);

  private static final System.Logger LOGGER = System.getLogger(SigningKeys.class.getName());

  @Inject Installation installation;
  @Inject AuthConfig config;
  @Inject Clock clock;
  @Inject Ticker ticker;

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, StoredKey> keys = new ConcurrentHashMap<>();
  private volatile List<StoredKey> newestFirst = List.of();
  private volatile String unopened = "";

  void prepare(@Observes @Priority(50) Startup event) throws SQLException {
    readAll();
    if (!hasCurrent()) {
      installation.underLock(this::makeFirst);
      readAll();
    }
    if (newestFirst.get(0).signing() == null) {
      throw new IllegalStateException(
          "HOMEROOM_KEY_SECRET does not open the key that signs tokens: set the secret of the"
              + " server that made it");
    }
  }

  private boolean hasCurrent() {
    return newestFirst.stream().anyMatch(key -> key.life().isCurrent());
  }

  private void readAll() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      read(connection, Changes.WHOLE);
    }
  }

  private void makeFirst() {
    try (Connection connection = dataSource.getConnection()) {
      read(connection, Changes.WHOLE);
      if (!hasCurrent()) {
        SigningKeyRows.insertNew(connection, config.keySecret(), random);
      }
    } catch (SQLException | GeneralSecurityException e) {
      throw new IllegalStateException("the key that signs tokens could not be made", e);
    }
  }

  @Override
  public void read(Connection connection, Changes changes) throws SQLException {
    // Those of a start are older than what others have read by the time that this one serves.
    long since = ticker.nanos() - (keys.isEmpty() ? SETTLED.toNanos() : 0);
    List<StoredKey> changed =
        SigningKeyRows.read(
            connection, changes, new SigningKeyRows.Reader(config.keySecret(), keys, since));
    if (changed.isEmpty() && !changes.isWhole()) {
      return;
    }
    changed.forEach(key -> keys.put(key.kid(), key));
    if (changes.isWhole()) {
      // A key without a row counts as withdrawn.
      keys.keySet().retainAll(changed.stream().map(StoredKey::kid).toList());
    }
    Comparator<StoredKey> byAge = Comparator.comparing(key -> key.life().created());
    newestFirst =
        keys.values().stream()
            .filter(key -> key.life().alive())
            .sorted(byAge.reversed().thenComparing(StoredKey::kid))
            .toList();
  }

  /**
   * {@inheritDoc} A key that is not known everywhere yet signs only if the others were withdrawn,
   * and a replaced one only until its successor does.
   */
  @Override
  public SigningKey signing() {
    for (StoredKey key : bestFirst()) {
      PrivateKey opened = key.signing();
      if (opened != null) {
        return new SigningKey(key.kid(), opened);
      }
      warnOnce(key.kid());
    }
    throw new IllegalStateException("no key signs");
  }

  private List<StoredKey> bestFirst() {
    Instant now = clock.instant();
    long nanos = ticker.nanos();
    return valid(now).sorted(Comparator.comparing(key -> rank(key, now, nanos))).toList();
  }

  private static int rank(StoredKey key, Instant now, long nanos) {
    if (key.life().isHandedOverAt(now)) {
      return 2;
    }
    return nanos - key.knownNanos() < SETTLED.toNanos() ? 1 : 0;
  }

  private void warnOnce(String kid) {
    if (!unopened.equals(kid)) {
      unopened = kid;
      LOGGER.log(
          System.Logger.Level.WARNING,
          "HOMEROOM_KEY_SECRET of this server does not open the new signing key {0}. This means:"
              + " nobody can log in here once the older key has ended. Do: set the secret of the"
              + " server that made the key, and start this one again.",
          kid);
    }
  }

  private Stream<StoredKey> valid(Instant now) {
    return newestFirst.stream().filter(key -> key.life().isValidAt(now));
  }

  @Override
  public @Nullable PublicKey verifying(String kid) {
    StoredKey key = keys.get(kid);
    return key != null && key.life().isValidAt(clock.instant()) ? key.verifying() : null;
  }

  @Override
  public @Nullable PublicKey known(String kid) {
    StoredKey key = keys.get(kid);
    return key == null ? null : key.verifying();
  }

  @Override
  public List<VerificationKey> all() {
    return valid(clock.instant())
        .map(key -> new VerificationKey(key.kid(), key.verifying()))
        .toList();
  }
}
