package dev.homeroom.cache.redis;

import dev.homeroom.settings.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Encrypts connections to Redis; always checks the certificate and its host name. */
final class Tls {
  /** The rule for {@code REDIS_TLS_CA}. */
  static final String CA_RULE = "a readable file of PEM certificates";

  private final SSLSocketFactory sockets;

  /** Trusts the authorities of a file, or the JDK's; refuses a file without certificates. */
  Tls(Optional<Path> authorities) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authorities.isPresent() ? store(authorities.get()) : null);
      context.init(null, trust.getTrustManagers(), null);
      sockets = context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  private static KeyStore store(Path pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    // With a file without certificates each connection would fail.
    Collection<? extends Certificate> all = certificates(pem);
    if (all.isEmpty()) {
      throw new InvalidSettingException("REDIS_TLS_CA", pem.toString(), CA_RULE);
    }
    for (Certificate one : all) {
      store.setCertificateEntry("ca-" + store.size(), one);
    }
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (GeneralSecurityException | IOException e) {
      return List.of();
    }
  }

  /** Returns why a handshake was refused; an exception's name if the cause is unknown. */
  static String refusal(Throwable root) {
    if (root instanceof CertPathBuilderException) {
      return "its certificate is of no authority we trust";
    }
    if (root instanceof CertificateExpiredException) {
      return "its certificate has expired";
    }
    // A failed check of the host name throws this class itself; all other failures throw
    // subclasses.
    return root.getClass() == CertificateException.class
        ? "its certificate is for another host"
        : root.getClass().getSimpleName();
  }

  /** Returns an encrypted socket over a connected one, after the handshake. */
  Socket over(Socket connected, String host, int port) throws IOException {
    SSLSocket socket = (SSLSocket) sockets.createSocket(connected, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
