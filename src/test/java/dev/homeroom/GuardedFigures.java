package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.DeployedEndpoints;
import dev.homeroom.testkit.LibertyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What a server in production tells its operator's monitor, and nobody else. */
final class GuardedFigures {
  private static final List<String> OWN =
      List.of("/internal/cache-stats", "/api/health/redis", "/api/health/detailed");

  /** What a proxy says of a request that came to it over TLS. */
  private static final List<String[]> FORGED =
      List.of(
          new String[] {"$WSIS", "true"},
          new String[] {"$WSSC", "https"},
          new String[] {"X-Forwarded-Proto", "https"},
          new String[] {"Forwarded", "proto=https"});

  private final LibertyServer server;
  private final int tlsPort;
  private final HttpClient tls;

  /** Asks a server that listens for TLS on a second port. */
  GuardedFigures(LibertyServer server, int tlsPort) {
    this.server = server;
    this.tlsPort = tlsPort;
    tls = HttpClient.newBuilder().sslContext(anyServer()).build();
  }

  /** No token is set: no password opens anything, nor does none. */
  void requireNothingForNobody() {
    for (String password : List.of("", "null", "${HOMEROOM_MONITORING_TOKEN}")) {
      assertThat(overTls("/metrics", basic("metrics", password)).statusCode()).isEqualTo(401);
      for (String path : OWN) {
        assertThat(overTls(path, "Bearer " + password).statusCode()).as(path).isEqualTo(401);
      }
    }
    assertThat(server.output()).doesNotContain("CWWKS3100E", "CWWKS3103W", "CWWKS1100A");
  }

  /** Returns the endpoints that answer a caller without a token anything but 401. */
  Set<String> open() {
    Client client = new Client(server);
    Set<String> open = new TreeSet<>();
    for (String name : DeployedEndpoints.names()) {
      String method = name.substring(0, name.indexOf(' '));
      String path = name.substring(method.length() + 1).replaceAll("\\{[^}]*}", "1");
      String body = method.matches("GET|DELETE") ? null : "{}";
      if (client.send(method, "/api" + path, body).status() != 401) {
        open.add(name);
      }
    }
    return open;
  }

  /**
   * The token opens all, as a bearer what is ours, as a password and over TLS what is Liberty's.
   */
  void requireAllForTheToken(String token) {
    for (String path : OWN) {
      assertThat(overTls(path, "Bearer " + token).statusCode()).as(path).isEqualTo(200);
      assertThat(overTls(path, "Bearer " + token + "x").statusCode()).as(path).isEqualTo(401);
    }
    for (String wrong :
        List.of(
            "Bearer " + token,
            basic("metrics", token + "x"),
            basic("metrics", ""),
            basic("admin", token))) {
      assertThat(overTls("/metrics", wrong).statusCode()).as(wrong).isEqualTo(401);
    }
    String right = basic("metrics", token);
    HttpResponse<String> figures = overTls("/metrics", right);
    assertThat(figures.statusCode()).isEqualTo(200);
    assertThat(figures.body()).contains("cache_operations_total{");
    requireNotOverPlainHttp(server, right, 302);
    assertThat(server.output()).doesNotContain(token, "CWWKS1100A");
  }

  /**
   * Without TLS Liberty's figures are told to nobody, whatever the request says of itself.
   *
   * @param status 302 to the TLS port where there is one, else 403
   */
  static void requireNotOverPlainHttp(LibertyServer server, String authorization, int status) {
    Client client = new Client(server);
    assertThat(client.send("GET", "/metrics", null).status()).isEqualTo(status);
    for (String[] header : FORGED) {
      Client.Answer answer =
          client.send(
              "GET", "/metrics", null, "Authorization", authorization, header[0], header[1]);
      assertThat(answer.status()).as(header[0]).isEqualTo(status);
      assertThat(answer.text()).as(header[0]).doesNotContain("cache_operations_total");
    }
    assertThat(server.output()).doesNotContain("CWWKS9113E");
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private HttpResponse<String> overTls(String path, String authorization) {
    // A new server makes its certificate first, and is ready before that over plain HTTP.
    server.awaitThat(this::listens);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + tlsPort + path))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", authorization)
            .build();
    try {
      return tls.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), tlsPort)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Believes any server: it has made its certificate itself. */
  private static SSLContext anyServer() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Believing()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Believing extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
