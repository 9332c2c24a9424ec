package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.auth.Forgeries;
import dev.homeroom.auth.Forgery;
import dev.homeroom.auth.StoredSigningKey;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import dev.homeroom.testkit.Promised;
import dev.homeroom.testkit.ServerLogs;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Signing keys over HTTP: their rotation, their withdrawal, and tokens that none of them signed.
 */
@OnDemoServer
class OneServerKeysIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  private static final String KEYS = "/api/auth/keys";
  private static final String ROTATE = KEYS + "/rotate";

  private final Client client = DEMO.client();
  private final String admin = client.login("super.admin");

  @Test
  void keys_areShownAndChangedBySuperAdministratorsOnly_andNeverThePrivateHalf() {
    String before = client.get(KEYS, admin).text();
    for (String username : List.of("school.admin", "teacher", "staff", "student", "parent")) {
      String token = client.login(username);
      Problems.require(client.get(KEYS, token), 403);
      Problems.require(client.post(ROTATE, token, "{}"), 403);
      Problems.require(client.post(ROTATE, token, "{\"withdraw\":\"" + signer(admin) + "\"}"), 403);
    }
    Problems.require(client.send("POST", ROTATE, "{}"), 401);
    Problems.requireField(
        client.post(ROTATE, admin, "{\"withdraw\":\"a b\"}"), "withdraw", "format");
    Problems.require(
        client.send("POST", ROTATE, "{}", Client.with(admin, "Content-Type", "text/plain")), 415);
    Problems.require(client.post(ROTATE, admin, "{\"withdraw\":7}"), 400);
    Problems.require(client.post(ROTATE, admin, "{\"kid\":\"x\"}"), 400);
    Problems.require(client.post(ROTATE, admin, "[]"), 400);
    Problems.require(client.post(ROTATE, admin, "{\"withdraw\":\"nosuchkey\"}"), 404);
    Answer after = client.get(KEYS, admin);
    assertThat(after.text()).isEqualTo(before).doesNotContain("private", "bare:");
    assertThat(after.header("Cache-Control")).contains("no-store");
    JsonNode current = after.json().path("keys").path(0);
    assertThat(current.path("state").asText()).isEqualTo("current");
    assertThat(current.path("created_at").asText()).endsWith("Z");
    assertThat(current.has("withdrawn_at")).isTrue();
  }

  @Test
  void rotation_logsNobodyOut_andAWithdrawnKeysTokensAreRefusedAtOnce() {
    String old = client.login("teacher");
    awaitOldEnough();
    Answer rotated = client.send("POST", ROTATE, null, Client.with(admin));
    assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
    String made = rotated.json().path("keys").path(0).path("kid").asText();
    assertThat(rotated.json().path("keys").path(1).path("state").asText()).isEqualTo("replaced");
    assertThat(published()).contains(made, signer(old));
    Problems.require(client.post(ROTATE, admin, "{}"), 409);

    String fresh = client.login("teacher");
    long end = System.nanoTime() + Promised.NEVER.toNanos();
    while (!signer(fresh).equals(made)) {
      assertThat(System.nanoTime()).as("the new key signs").isLessThan(end);
      assertThat(signer(fresh)).isEqualTo(signer(old));
      assertThat(client.get("/api/auth/me", fresh).status()).isEqualTo(200);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      fresh = client.login("teacher");
    }
    assertThat(client.get("/api/auth/me", fresh).status()).isEqualTo(200);
    assertThat(client.get("/api/auth/me", old).status()).isEqualTo(200);

    // Of the two, the one that no other test's tokens were signed with.
    Answer withdrawn = client.post(ROTATE, admin, "{\"withdraw\":\"" + made + "\"}");
    assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
    Problems.require(client.get("/api/auth/me", fresh), 401);
    assertThat(client.get("/api/auth/me", old).status()).isEqualTo(200);
    assertThat(published()).doesNotContain(made);
    String next = client.login("teacher");
    assertThat(signer(next)).isNotEqualTo(made);
    assertThat(client.get("/api/auth/me", next).status()).isEqualTo(200);
    assertThat(client.post(ROTATE, admin, "{\"withdraw\":\"" + made + "\"}").text())
        .isEqualTo(withdrawn.text());
  }

  /** A key of less than ten seconds is not replaced. */
  private static void awaitOldEnough() {
    DEMO.sql().update("update signing_key set created_at = created_at - interval '1' minute");
  }

  @Test
  void forgedTokens_areRefusedAlike_nothingIsFetched_andNothingLogged() throws Exception {
    String token = client.login("teacher");
    String kid = signer(token);
    KeyPair pair =
        StoredSigningKey.opened(
            kid,
            DEMO.sql().text("select public_key from signing_key where kid = ?", kid),
            DEMO.sql().text("select private_key from signing_key where kid = ?", kid));
    ServerLogs logs = ServerLogs.of(DEMO.server());
    Set<String> answers = new TreeSet<>();
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      List<Forgery> all = new ArrayList<>(Forgeries.of(token, pair, "http://127.0.0.1:" + port));
      // A header of that length is refused before it is a token.
      all.removeIf(each -> each.token().length() > 4_096);
      assertThat(all).hasSizeGreaterThan(100);
      for (Forgery each : all) {
        Answer genuine = client.get("/api/auth/me", each.genuine());
        assertThat(genuine.status()).as("genuine, beside " + each).isEqualTo(200);
        Answer refused = client.get("/api/auth/me", each.token());
        assertThat(refused.status()).as(each.kind()).isEqualTo(401);
        String body =
            refused
                .text()
                .replaceAll("\"(correlation_id|timestamp)\":\"[^\"]*\"", "")
                .replaceAll("\"duration_ms\":[0-9.]+", "");
        answers.add(body + refused.header("WWW-Authenticate"));
      }
      assertThat(server.accept()).as("a connection to the address in a header").isNull();
    }
    assertThat(answers).as("answers that differ").hasSize(1);
    assertThat(logs.since().lines().filter(line -> !line.isBlank())).isEmpty();
  }

  private Set<String> published() {
    Set<String> names = new TreeSet<>();
    client
        .send("GET", "/api/auth/jwks", null)
        .json()
        .path("keys")
        .forEach(key -> names.add(key.path("kid").asText()));
    return names;
  }

  private static String signer(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.split("\\.", 2)[0]);
    String text = new String(header, StandardCharsets.UTF_8);
    return text.replaceAll(".*\"kid\":\"([^\"]*)\".*", "$1");
  }
}
