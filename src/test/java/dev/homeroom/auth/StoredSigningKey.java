package dev.homeroom.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import javax.sql.DataSource;

/** A signing key in a database, as a first start without a secret leaves it. */
public final class StoredSigningKey {
  private StoredSigningKey() {}

  /** Makes and stores one: a JVM without its second compiler looks for it for seconds. */
  public static void insert(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection()) {
      SigningKeyRows.insertNew(connection, null, new SecureRandom());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the key pair of the texts in a row. */
  public static KeyPair opened(String kid, String publicText, String privateText) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      byte[] known = Base64.getDecoder().decode(publicText);
      byte[] own = SealedKey.open(privateText, kid, null);
      return new KeyPair(
          rsa.generatePublic(new X509EncodedKeySpec(known)),
          rsa.generatePrivate(new PKCS8EncodedKeySpec(own)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
