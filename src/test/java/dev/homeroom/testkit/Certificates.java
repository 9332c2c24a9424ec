package dev.homeroom.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority and what it signs, made by the JDK's {@code keytool} in a directory. */
public final class Certificates {
  private static final char[] PASSWORD = "unused-password".toCharArray();

  private final Path directory;
  private final Path store;

  /** Makes an authority, and the one key that all certificates are for. */
  public Certificates(Path directory) {
    this.directory = directory;
    store = directory.resolve("keys.p12");
    keytool("-genkeypair -alias ca -dname CN=authority -ext bc:c -keyalg EC -validity 30");
    keytool("-genkeypair -alias server -dname CN=server -keyalg EC -validity 30");
    keytool("-certreq -alias server -file server.csr");
    keytool("-exportcert -alias ca -rfc -file ca.pem");
  }

  /** Returns the authority's certificate, as PEM. */
  public Path authority() {
    return directory.resolve("ca.pem");
  }

  /**
   * Returns what a server needs that shows a certificate of the authority.
   *
   * @param more arguments of {@code keytool -gencert}: for whom, from when
   */
  public SSLContext signed(String more) {
    keytool("-gencert -alias ca -infile server.csr -outfile signed.pem -rfc " + more);
    try (InputStream signed = Files.newInputStream(directory.resolve("signed.pem"));
        InputStream authority = Files.newInputStream(authority())) {
      CertificateFactory reader = CertificateFactory.getInstance("X.509");
      return context(reader.generateCertificate(signed), reader.generateCertificate(authority));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the file of the key and of a certificate of the authority, as PEM.
   *
   * @param more as of {@link #signed}
   */
  public Path signedPem(String more) {
    keytool("-gencert -alias ca -infile server.csr -outfile signed.pem -rfc " + more);
    try {
      byte[] key = load().getKey("server", PASSWORD).getEncoded();
      String text =
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
              + "\n-----END PRIVATE KEY-----\n"
              + Files.readString(directory.resolve("signed.pem"));
      return Files.writeString(directory.resolve("server.pem"), text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what a server needs that shows a certificate which only itself has signed. */
  public SSLContext selfSigned() {
    try {
      return context(load().getCertificate("server"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext context(Certificate... chain) throws GeneralSecurityException {
    KeyStore shown = load();
    PrivateKey key = (PrivateKey) shown.getKey("server", PASSWORD);
    shown.deleteEntry("ca");
    shown.setKeyEntry("server", key, PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(shown, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private KeyStore load() {
    try {
      return KeyStore.getInstance(store.toFile(), PASSWORD);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keytool(String arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(arguments.split(" ")));
    words.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    try {
      Path output = directory.resolve("keytool.log");
      int code =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException(arguments + ": " + Files.readString(output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
