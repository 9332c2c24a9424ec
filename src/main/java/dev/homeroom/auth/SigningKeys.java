package dev.homeroom.auth;

import dev.homeroom.database.Changes;
import dev.homeroom.database.Installation;
import dev.homeroom.database.PolledTable;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys of this installation: generated at its first start, stored in the database,
 * shared by all instances. The poller reads them, so that a withdrawn one is forgotten within 2 s.
 */
@ApplicationScoped
class SigningKeys implements KeyPairs, PolledTable {
  @Inject Installation installation;
  @Inject AuthConfig config;

  @Resource(lookup = "jdbc/cache")
  DataSource dataSource;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, StoredKey> keys = new ConcurrentHashMap<>();
  private volatile List<StoredKey> alive = List.of();

  void prepare(@Observes @Priority(50) Startup event) throws SQLException {
    readAll();
    if (alive.isEmpty()) {
      installation.underLock(this::makeFirst);
      readAll();
    }
    if (alive.get(0).signing() == null) {
      throw new IllegalStateException(
          "HOMEROOM_KEY_SECRET does not open the key that signs tokens: set the secret of the"
              + " server that made it");
    }
  }

  private void readAll() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      read(connection, Changes.WHOLE);
    }
  }

  private void makeFirst() {
    try (Connection connection = dataSource.getConnection()) {
      read(connection, Changes.WHOLE);
      if (alive.isEmpty()) {
        SigningKeyRows.insertNew(connection, config.keySecret(), random);
      }
    } catch (SQLException | GeneralSecurityException e) {
      throw new IllegalStateException("the key that signs tokens could not be made", e);
    }
  }

  @Override
  public void read(Connection connection, Changes changes) throws SQLException {
    List<StoredKey> changed = SigningKeyRows.read(connection, changes, config.keySecret(), keys);
    if (changed.isEmpty() && !changes.isWhole()) {
      return;
    }
    changed.forEach(key -> keys.put(key.kid(), key));
    if (changes.isWhole()) {
      // A key without a row counts as withdrawn.
      keys.keySet().retainAll(changed.stream().map(StoredKey::kid).toList());
    }
    alive =
        keys.values().stream()
            .filter(StoredKey::alive)
            .sorted(Comparator.comparing(StoredKey::created).reversed())
            .toList();
  }

  @Override
  public SigningKey signing() {
    for (StoredKey key : alive) {
      if (key.signing() != null) {
        return new SigningKey(key.kid(), key.signing());
      }
    }
    throw new IllegalStateException("no key signs");
  }

  @Override
  public @Nullable PublicKey verifying(String kid) {
    StoredKey key = keys.get(kid);
    return key != null && key.alive() ? key.verifying() : null;
  }

  @Override
  public List<VerificationKey> all() {
    return alive.stream().map(key -> new VerificationKey(key.kid(), key.verifying())).toList();
  }
}
