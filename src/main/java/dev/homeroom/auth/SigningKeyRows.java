package dev.homeroom.auth;

import dev.homeroom.database.Changes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SQL statements on the table of keys, on a connection that commits each statement. */
final class SigningKeyRows {
  static final String INSERT =
      "insert into signing_key (kid, public_key, private_key) values (?, ?, ?)";

  private SigningKeyRows() {}

  /** Makes a key pair and inserts it, sealed if there is a secret. */
  static void insertNew(Connection connection, @Nullable String secret, SecureRandom random)
      throws SQLException, GeneralSecurityException {
    NewKey made = NewKey.make(secret, random);
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, made.kid());
      statement.setString(2, made.publicText());
      statement.setString(3, made.privateText());
      statement.executeUpdate();
    }
  }

  /**
   * What a reader of rows has.
   *
   * @param secret opens private keys
   * @param keys the keys by name, which are not read again but for what changes
   * @param nanos the present time of its ticker
   */
  record Reader(@Nullable String secret, Map<String, StoredKey> keys, long nanos) {}

  /** Returns the changed keys. */
  static List<StoredKey> read(Connection connection, Changes changes, Reader reader)
      throws SQLException {
    String sql =
        "select kid, created_at, alive, replaced_at, verifies_seconds, public_key, private_key"
            + " from signing_key where "
            + changes.condition();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      changes.bind(statement, 1);
      List<StoredKey> keys = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          StoredKey known = reader.keys().get(rows.getString(1));
          keys.add(known == null ? key(rows, reader) : known.with(life(rows)));
        }
      }
      return keys;
    }
  }

  private static StoredKey.Life life(ResultSet row) throws SQLException {
    OffsetDateTime replaced = row.getObject(4, OffsetDateTime.class);
    return new StoredKey.Life(
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getBoolean(3),
        replaced == null ? null : replaced.toInstant(),
        Duration.ofSeconds(row.getLong(5)));
  }

  private static StoredKey key(ResultSet row, Reader reader) throws SQLException {
    String kid = row.getString(1);
    try {
      byte[] verifying = Base64.getDecoder().decode(row.getString(6));
      PublicKey key =
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(verifying));
      PrivateText text = new PrivateText(kid, row.getString(7), reader.secret());
      return new StoredKey(kid, key, text, life(row), reader.nanos());
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("the key " + kid + " in the database is no RSA key", e);
    }
  }
}
