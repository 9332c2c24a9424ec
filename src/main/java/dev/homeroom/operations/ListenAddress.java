package dev.homeroom.operations;

import dev.homeroom.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The address that the server listens on.
 *
 * @param host the configured host; {@code *} for every address of the machine
 * @param port 1 to 65535
 */
record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;
  private static final int DEFAULT_PORT = 9080;

  /**
   * Reads {@code HTTP_HOST} and {@code HTTP_PORT}.
   *
   * @throws dev.homeroom.settings.InvalidSettingException if the port is out of range
   */
  static ListenAddress of(Settings settings) {
    return new ListenAddress(
        settings.text("HTTP_HOST").orElse("*"),
        settings.integer("HTTP_PORT", DEFAULT_PORT, 1, MAX_PORT));
  }

  /** Returns the address to bind. */
  InetSocketAddress toBind() throws UnknownHostException {
    return isAny()
        ? new InetSocketAddress(port)
        : new InetSocketAddress(InetAddress.getByName(host), port);
  }

  /** Returns the address to connect to from this machine. */
  InetSocketAddress toConnect() throws UnknownHostException {
    InetAddress address = isAny() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(host);
    return new InetSocketAddress(address, port);
  }

  /** Returns the URL for a browser on this machine. */
  String url() {
    boolean here = isAny() || host.equals("127.0.0.1") || host.equals("localhost");
    return "http://" + (here ? "localhost" : host) + ":" + port + "/";
  }

  private boolean isAny() {
    return host.equals("*") || host.equals("0.0.0.0");
  }
}
