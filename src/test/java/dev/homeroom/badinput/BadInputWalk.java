package dev.homeroom.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.Databases;
import dev.homeroom.testkit.Problems;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends every bad request of the table to a running server with the demo, with the good one of each
 * endpoint before them and after them.
 */
public final class BadInputWalk {
  private static final int MIN_CASES = 1_000;
  private static final int MIN_OF_EACH = 6;

  /** What the good requests write to: so the comparison of tables sees changes. */
  private static final List<String> WRITTEN =
      List.of(
          "account",
          "attendance_sheet",
          "generation",
          "holiday",
          "person",
          "person_role",
          "role",
          "role_permission",
          "school",
          "term");

  private final Instant begun = Clock.systemUTC().instant();
  private final Client client;
  private final Supplier<Databases.Address> database;
  private final boolean looksOften;
  private final World world;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<Integer, Integer> statuses = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  private BadInputWalk(Client client, Supplier<Databases.Address> database, boolean looksOften)
      throws SQLException {
    this.client = client;
    this.database = database;
    this.looksOften = looksOften;
    for (String login : List.of("super.admin", "school.admin", "student")) {
      tokens.put(login, client.login(login));
    }
    this.world = new World(client, tokens.get("super.admin"), database.get());
  }

  /**
   * Walks.
   *
   * @param database where what the server has committed is read
   * @param looksOften whether tables are compared after each endpoint; else at the end only
   */
  public static void walk(Client client, Supplier<Databases.Address> database, boolean looksOften)
      throws SQLException {
    new BadInputWalk(client, database, looksOften).walk();
  }

  private void walk() {
    StoredRows untouched = StoredRows.whole(database.get(), begun);
    EndpointTable.ALL.forEach(this::sendGood);
    assertThat(wrong).as("good requests, before").isEmpty();
    StoredRows before = StoredRows.whole(database.get(), begun);
    assertThat(untouched.differences(before)).containsAll(WRITTEN);
    Set<String> distinct = new HashSet<>();
    StoredRows last = before;
    for (Endpoint endpoint : EndpointTable.ALL) {
      last = sendBad(endpoint, last);
      Set<String> own = identities(BadCases.of(endpoint));
      assertThat(own).as(endpoint.name).hasSizeGreaterThanOrEqualTo(MIN_OF_EACH);
      distinct.addAll(own);
    }
    BadCases.methods().forEach(this::sendBad);
    distinct.addAll(identities(BadCases.methods()));
    Set<String> changed = before.differences(StoredRows.whole(database.get(), begun));
    EndpointTable.ALL.forEach(this::sendGood);
    world.clear();
    System.out.printf(
        "bad input: %d distinct cases of %d endpoints, %s%n",
        distinct.size(), EndpointTable.ALL.size(), statuses);
    assertThat(wrong).as(wrong.size() + " wrong answers").isEmpty();
    assertThat(changed).as("tables that refused requests changed").isEmpty();
    assertThat(distinct).hasSizeGreaterThanOrEqualTo(MIN_CASES);
  }

  /** Sends the bad requests of an endpoint, and returns what is stored if that was looked at. */
  private StoredRows sendBad(Endpoint endpoint, StoredRows last) {
    BadCases.of(endpoint).forEach(this::sendBad);
    if (!looksOften || !endpoint.writes()) {
      return last;
    }
    StoredRows now = StoredRows.quick(database.get(), begun);
    Set<String> changed = now.differences(last);
    if (!changed.isEmpty()) {
      wrong.add(endpoint.name + ": refused requests changed " + changed);
    }
    return now;
  }

  private static Set<String> identities(List<BadCase> cases) {
    return cases.stream().map(BadCase::identity).collect(Collectors.toSet());
  }

  private void sendGood(Endpoint endpoint) {
    world.next();
    Answer answer = send(endpoint.good());
    if (answer.status() != endpoint.status()) {
      wrong.add("good " + endpoint.name + ": " + answer.status() + " " + answer.text());
    }
  }

  private void sendBad(BadCase bad) {
    Answer answer = send(bad.request());
    statuses.merge(answer.status(), 1, Integer::sum);
    try {
      judge(bad.expected(), answer);
    } catch (AssertionError e) {
      String text = answer.text();
      wrong.add(
          "%s: %d for %s %s, %s"
              .formatted(
                  bad.identity(),
                  answer.status(),
                  bad.expected().statuses(),
                  bad.expected().field(),
                  text.substring(0, Math.min(text.length(), 600))));
    }
  }

  private static void judge(Expected expected, Answer answer) {
    assertThat(expected.statuses()).contains(answer.status());
    Problems.requireQuiet(answer);
    assertThat(answer.header("X-Bad") + answer.header("Set-Cookie")).isEmpty();
    if (expected.isBare()) {
      return;
    }
    JsonNode problem = Problems.require(answer, answer.status());
    String field = expected.field();
    if (field != null) {
      List<String> named = problem.path("errors").findValuesAsText("field");
      assertThat(named).isNotEmpty();
      assertThat(field.equals(Expected.ANY) || named.contains(field)).as("%s", named).isTrue();
    }
  }

  private Answer send(Request request) {
    String token = tokens.get(request.caller());
    String[] given = request.headers().toArray(String[]::new);
    boolean isForged = request.headers().contains("Authorization");
    String[] headers = token == null || isForged ? given : Client.with(token, given);
    String body = request.body();
    String target = world.resolved(request.target());
    return client.sendBody(
        request.method(),
        "/api" + target,
        body == null ? null : BodyPublishers.ofByteArray(WholeBodies.octets(world.resolved(body))),
        Stream.of(headers).toArray(String[]::new));
  }
}
