package dev.homeroom.operations;

import dev.homeroom.settings.InvalidSettingException;
import dev.homeroom.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/**
 * Checks the settings that {@code server.xml} passes to Liberty. Liberty itself would log a bad one
 * and use its own default: another port, an unbounded pool, open metrics.
 */
@ApplicationScoped
class ServerSettings {
  private static final int MAX_PORT = 65_535;
  private static final int MIN_CONNECTIONS = 50;
  private static final int MAX_CONNECTIONS = 100_000;

  /** The number of threads that Liberty starts with. */
  private static final int MIN_THREADS = 32;

  private static final int MAX_THREADS = 2_000;
  private static final int MAX_POOL = 1_000;
  private static final int DEFAULT_POOL = 20;
  private static final int MIN_PASSWORD = 6;

  @Inject Settings settings;

  void check(@Observes @Priority(8) Startup event) {
    check(settings);
  }

  /** Throws {@link InvalidSettingException} for the first bad setting. */
  static void check(Settings settings) {
    ListenAddress address = ListenAddress.of(settings);
    if (!isOwn(address)) {
      throw new InvalidSettingException(
          "HTTP_HOST", address.host(), "an address of this machine, or *");
    }
    int tls = settings.integer("HTTPS_PORT", -1, -1, MAX_PORT);
    if (tls == 0) {
      throw new InvalidSettingException("HTTPS_PORT", "0", "-1, or a port from 1 to " + MAX_PORT);
    }
    settings.integer("HTTP_MAX_CONNECTIONS", 1_000, MIN_CONNECTIONS, MAX_CONNECTIONS);
    settings.integer("HTTP_MAX_THREADS", 128, MIN_THREADS, MAX_THREADS);
    settings.integer("DB_POOL_SIZE", DEFAULT_POOL, 1, MAX_POOL);
    settings.word("METRICS_AUTHENTICATION", "true", "true", "false");
    requireLength(settings, "LTPA_PASSWORD");
    requireLength(settings, "KEYSTORE_PASSWORD");
  }

  private static boolean isOwn(ListenAddress address) {
    try {
      InetAddress wanted = address.toBind().getAddress();
      return wanted.isAnyLocalAddress()
          || wanted.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(wanted) != null;
    } catch (UnknownHostException | SocketException e) {
      return false;
    }
  }

  private static void requireLength(Settings settings, String key) {
    if (settings.text(key).filter(value -> value.length() < MIN_PASSWORD).isPresent()) {
      throw new InvalidSettingException(key, "***", "at least 6 characters");
    }
  }
}
