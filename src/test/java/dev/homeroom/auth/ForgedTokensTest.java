package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.AccessRecord;
import dev.homeroom.database.TestInstance;
import dev.homeroom.sql.TestDatabase;
import dev.homeroom.testkit.LogCapture;
import dev.homeroom.testkit.ManualTime;
import dev.homeroom.testkit.TestRecords;
import dev.homeroom.users.Person;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.logging.Level;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** No token but our own, in our own spelling, is accepted. */
class ForgedTokensTest {
  private static final ManualTime TIME = ManualTime.standing();
  private static final Person ANN = new Person("42", "Ann", "1", Set.of("TEACHER"), true);
  private static final AccessRecord RECORD =
      TestRecords.of(
          "42", "Ann", "1", Set.of("TEACHER"), Set.of(), true, "7", Set.of(), Set.of(), Set.of());
  private static final Map<String, Long> CUT =
      Map.of("cut:everyone", 0L, "cut:user:42", 0L, "cut:school:1", 0L, "cut:role:TEACHER", 0L);

  private static final TestInstance INSTANCE = new TestInstance(TestDatabase.empty(), TIME);

  private final RevocationSet revocations = new RevocationSet(TIME, TIME::nanos);
  private final TokenCheck check = check();
  private final TokenReader reader = new TokenReader(Tokens.CONFIG, Tokens.KEYS);
  private final String token = Tokens.issue(Tokens.KEYS, TIME, ANN, CUT);
  private final TokenForge forge = new TokenForge(token, Tokens.PAIR);

  private TokenCheck check() {
    revocations.readAt(TIME.nanos());
    return new TokenCheck(
        new TokenCheck.Knowledge(
            Tokens.KEYS,
            revocations,
            INSTANCE.known(),
            id -> id.equals("42") ? Optional.of(RECORD) : Optional.empty(),
            (result, basis) -> {}),
        Tokens.CONFIG,
        TIME,
        new VerifiedTokens(1_000));
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  private boolean isAccepted(String text) {
    return CallerFinder.judged(check, text) instanceof TokenVerdict.AcceptedToken;
  }

  private boolean isRefused(String text) {
    return CallerFinder.judged(check, text) instanceof TokenVerdict.RefusedToken;
  }

  @Test
  void read_ownToken_tellsItsClaims() throws Exception {
    TokenClaims claims = reader.read(token);

    assertThat(claims.subject()).isEqualTo("42");
    assertThat(claims.cut()).isEqualTo(CUT);
    assertThat(claims.expiresSeconds() - claims.issuedSeconds()).isEqualTo(900);
    assertThat(isAccepted(token)).isTrue();
  }

  /** As docs/keys.md tells other programs; another installation may give the same identifiers. */
  @Test
  void digests_ofTokenAndSession_areOfTheIssuerToo() throws Exception {
    TokenClaims claims = reader.read(token);
    Map<String, Object> given = JsonUtil.parseJson(forge.claims);

    assertThat(claims.digest()).isEqualTo(sha256("homeroom\n" + given.get("jti")));
    assertThat(claims.session().digest()).isEqualTo(sha256("homeroom\n" + given.get("sid")));
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void forgeries_areRefused_theGenuineOnesBesideThemAccepted_andNothingIsFetchedNorLogged()
      throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open();
        LogCapture logs = new LogCapture("")) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
      List<Forgery> all = Forgeries.of(token, Tokens.PAIR, "http://127.0.0.1:" + port);

      assertThat(all).hasSizeGreaterThanOrEqualTo(40);
      assertThat(all).allSatisfy(each -> assertThat(isAccepted(each.genuine())).isTrue());
      assertThat(all).allSatisfy(each -> assertThat(isRefused(each.token())).isTrue());
      assertThat(new HashSet<>(all.stream().map(Forgery::token).toList())).hasSameSizeAs(all);
      assertThat(server.accept()).as("a connection to the address in a header").isNull();
      assertThat(logs.linesFrom(Level.INFO)).isEmpty();
    }
  }

  @Test
  void everyOtherSpelling_ofARevokedTokenToo_isRefused() throws Exception {
    List<String> others = spellings(token);
    assertThat(others).allSatisfy(other -> assertThat(isRefused(other)).isTrue());
    assertThat(isAccepted(token)).isTrue();

    revocations.add(reader.read(token).digest(), TIME.instant().plusSeconds(900));
    others.add(token);
    // Signed anew by us, with other members around the same identifier: no other token.
    others.add(forge.signed(forge.header, forge.with("x", "1")));
    others.add(forge.signed(TokenForge.added(forge.header, "x", "1"), forge.claims));
    others.add(forge.signed(forge.header, forge.claims + " "));
    assertThat(others).allSatisfy(other -> assertThat(isRefused(other)).isTrue());
    assertThat(isAccepted(forge.signed(forge.header, forge.with("jti", "\"another\"")))).isTrue();
  }

  private static List<String> spellings(String token) {
    String body = token.substring(0, token.length() - 1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    List<String> others = new ArrayList<>();
    alphabet
        .chars()
        .mapToObj(c -> body + (char) c)
        .filter(text -> !text.equals(token))
        .forEach(others::add);
    others.add(token + "=");
    others.add(token + "==");
    others.add(token + "!");
    others.add(token + "\n");
    others.add(" " + token);
    others.add(token + "\u00e9");
    others.add(token.replace('-', '+').replace('_', '/') + "=");
    others.add(new StringBuilder(token).insert(token.length() - 9, '!').toString());
    others.add(token.replace(".", "=."));
    others.add("");
    return others;
  }

  /** With the signature of the own key, so that only the header's form decides. */
  @Test
  void headers_ofAnyForm_areJudged() {
    for (String member :
        List.of("alg", "kid", "typ", "crit", "jwk", "jku", "x5c", "x5t", "cty", "zip", "b64")) {
      for (String json : List.of("null", "1", "true", "[]", "[1]", "{}", "\"x\"")) {
        String header = TokenForge.changed(forge.header, member, json);
        String odd = forge.signed(header, forge.claims);
        assertThat(isAccepted(odd) || isRefused(odd)).as(header).isTrue();
      }
    }
  }

  /** A value of a claim. */
  private record Value(String json, boolean good) {}

  private List<Value> values(String claim) {
    long now = TIME.instant().getEpochSecond();
    List<Value> all = new ArrayList<>();
    for (String json :
        List.of("null", "[]", "[1]", "{}", "true", "\"\"", "-1", "0", "1e3", "\"x y\"")) {
      all.add(new Value(json, false));
    }
    switch (claim) {
      case "iss" -> all.add(new Value("\"homeroom\"", true));
      case "aud" -> {
        all.add(new Value("\"homeroom\"", true));
        all.add(new Value("[\"homeroom\",\"other\"]", true));
      }
      case "jti" -> all.add(new Value("\"a~b.c-d_e\"", true));
      case "iat" -> all.add(new Value(Long.toString(now - 5), true));
      case "exp" -> all.add(new Value(Long.toString(now + 60), true));
      case "nbf" -> all.add(new Value(Long.toString(now + 29), true));
      default -> {}
    }
    return all;
  }

  /** Any mixture of good and bad claims: accepted exactly if all of them are good. */
  @Test
  void claims_mixedAtRandom_areAcceptedOnlyIfEachIsGood() {
    Random random = new Random(16);
    int accepted = 0;
    for (int i = 0; i < 120; i++) {
      String claims = forge.claims;
      boolean good = true;
      for (String claim : List.of("iss", "aud", "jti", "iat", "exp", "nbf")) {
        List<Value> values = values(claim);
        switch (random.nextInt(12)) {
          case 0 -> {
            claims = TokenForge.changed(claims, claim, null);
            good &= claim.equals("nbf");
          }
          case 1 -> {
            Value bad = values.get(random.nextInt(10));
            claims = TokenForge.changed(claims, claim, bad.json());
            good = false;
          }
          case 2, 3, 4 -> {
            Value last = values.get(values.size() - 1);
            claims = TokenForge.changed(claims, claim, last.json());
            good &= last.good();
          }
          default -> {}
        }
      }
      String mixed = forge.signed(forge.header, claims);
      assertThat(isAccepted(mixed)).as(claims).isEqualTo(good);
      assertThat(isRefused(mixed)).as(claims).isEqualTo(!good);
      accepted += good ? 1 : 0;
    }
    assertThat(accepted).isBetween(24, 96);
  }
}
