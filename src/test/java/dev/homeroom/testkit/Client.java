package dev.homeroom.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Talks to a Homeroom as a client does. */
public final class Client {
  /** The password of all demo logins. */
  public static final String DEMO_PASSWORD = "homeroom-demo-password";

  /** A hang is seen all the same; a busy machine makes a pair of keys for half a minute. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Function<String, URI> address;
  private final List<String> always;

  /** Talks to a server. */
  public Client(LibertyServer server) {
    this(server::uri);
  }

  /** Talks to whatever answers there. */
  public Client(Function<String, URI> address) {
    this(address, List.of());
  }

  private Client(Function<String, URI> address, List<String> always) {
    this.address = address;
    this.always = always;
  }

  /** Returns a client to which JAX-RS answers also what would be answered before it. */
  public Client throughJaxRs() {
    return new Client(address, List.of("Accept", "application/json;q=0.9"));
  }

  /** An answer: status, headers, body. */
  public record Answer(HttpResponse<String> http) {
    /** Returns the status. */
    public int status() {
      return http.statusCode();
    }

    /** Returns a header, or an empty text. */
    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    /** Returns the body. */
    public String text() {
      return http.body();
    }

    /** Returns the body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(http.body());
      } catch (IOException e) {
        throw new IllegalStateException(http.statusCode() + " " + http.body(), e);
      }
    }

    /** Returns a dashboard's widget. */
    public JsonNode widget(String name) {
      return json().path("data").path("widgets").path(name).path("data");
    }
  }

  /** Sends a request; headers are name, value, name, value. */
  public Answer send(String method, String path, String body, String... headers) {
    return sendBody(
        method, path, body == null ? null : HttpRequest.BodyPublishers.ofString(body), headers);
  }

  /** The same with any body: bytes, or one without a stated length. */
  public Answer sendBody(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address.apply(path)).timeout(LONGEST);
    request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : body);
    boolean typed = Stream.of(headers).anyMatch("Content-Type"::equalsIgnoreCase);
    if (body != null && !typed) {
      request.header("Content-Type", "application/json");
    }
    String[] all = Stream.concat(always.stream(), Stream.of(headers)).toArray(String[]::new);
    if (all.length > 0) {
      request.headers(all);
    }
    try {
      return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  /** Returns the sum of a metric's values whose lines hold a label, from {@code /metrics}. */
  public double counted(String metric, String label) {
    Answer metrics = send("GET", "/metrics", null);
    if (metrics.status() != 200) {
      throw new IllegalStateException("metrics " + metrics.status());
    }
    return metrics
        .text()
        .lines()
        .filter(line -> line.startsWith(metric) && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* ", "")))
        .sum();
  }

  /** Asks with a token. */
  public Answer get(String path, String token, String... headers) {
    return send("GET", path, null, with(token, headers));
  }

  /** Puts with a token. */
  public Answer put(String path, String token, String body, String... headers) {
    return send("PUT", path, body, with(token, headers));
  }

  /** Posts with a token. */
  public Answer post(String path, String token, String body) {
    return send("POST", path, body, with(token));
  }

  /** Returns the headers that carry a token, before others. */
  public static String[] with(String token, String... headers) {
    return Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
        .toArray(String[]::new);
  }

  /** Logs in and returns the access token. */
  public String login(String username) {
    Answer answer = tryLogin(username, DEMO_PASSWORD);
    if (answer.status() != 200) {
      throw new IllegalStateException("login " + answer.status() + ": " + answer.text());
    }
    return answer.json().path("access_token").asText();
  }

  /** Tries to log in. */
  public Answer tryLogin(String username, String password) {
    return send(
        "POST",
        "/api/auth/login",
        "{\"username\":" + quoted(username) + ",\"password\":" + quoted(password) + "}");
  }

  /** Tries to set a password by a one-time code. */
  public Answer redeem(String username, String code, String password) {
    return send(
        "POST",
        "/api/auth/redeem",
        "{\"username\":%s,\"code\":%s,\"password\":%s}"
            .formatted(quoted(username), quoted(code), quoted(password)));
  }

  /** Tries to change the caller's password. */
  public Answer changePassword(String token, String current, String next) {
    return put(
        "/api/auth/password",
        token,
        "{\"current\":%s,\"new\":%s}".formatted(quoted(current), quoted(next)));
  }

  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the ids in a JSON list of objects. */
  public static List<String> ids(JsonNode list, String member) {
    return Stream.iterate(0, i -> i + 1)
        .limit(list.size())
        .map(i -> list.get(i).path(member).asText())
        .toList();
  }
}
