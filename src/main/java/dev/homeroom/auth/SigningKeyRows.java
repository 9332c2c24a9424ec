package dev.homeroom.auth;

import dev.homeroom.database.Changes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SQL statements on the table of keys, on a connection that commits each statement. */
final class SigningKeyRows {
  /** The length of an RSA key: less is too short for keys that live for years. */
  private static final int BITS = 3072;

  private static final int KID_BYTES = 8;

  private SigningKeyRows() {}

  /** Makes a key pair and inserts it, sealed if there is a secret. */
  static void insertNew(Connection connection, @Nullable String secret, SecureRandom random)
      throws SQLException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(BITS, random);
    KeyPair pair = generator.generateKeyPair();
    byte[] name = new byte[KID_BYTES];
    random.nextBytes(name);
    String kid = HexFormat.of().formatHex(name);
    String sql = "insert into signing_key (kid, public_key, private_key) values (?, ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, kid);
      statement.setString(2, Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
      statement.setString(3, SealedKey.seal(pair.getPrivate().getEncoded(), kid, secret, random));
      statement.executeUpdate();
    }
  }

  /** Returns keys. Known ones are not decrypted again, which takes a third of a second. */
  static List<StoredKey> read(
      Connection connection, Changes changes, @Nullable String secret, Map<String, StoredKey> known)
      throws SQLException {
    String sql =
        "select kid, created_at, public_key, private_key, alive from signing_key where "
            + changes.condition();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      changes.bind(statement, 1);
      List<StoredKey> keys = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          StoredKey old = known.get(rows.getString(1));
          keys.add(old == null ? key(rows, secret) : old.withAlive(rows.getBoolean(5)));
        }
      }
      return keys;
    }
  }

  private static StoredKey key(ResultSet row, @Nullable String secret) throws SQLException {
    String kid = row.getString(1);
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      byte[] verifying = Base64.getDecoder().decode(row.getString(3));
      return new StoredKey(
          kid,
          row.getObject(2, OffsetDateTime.class).toInstant(),
          rsa.generatePublic(new X509EncodedKeySpec(verifying)),
          opened(rsa, kid, row.getString(4), secret),
          row.getBoolean(5));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key " + kid + " in the database is no RSA key", e);
    }
  }

  private static @Nullable PrivateKey opened(
      KeyFactory rsa, String kid, String text, @Nullable String secret) {
    try {
      return rsa.generatePrivate(new PKCS8EncodedKeySpec(SealedKey.open(text, kid, secret)));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }
}
