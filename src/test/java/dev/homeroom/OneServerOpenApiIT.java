package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.DeployedEndpoints;
import dev.homeroom.testkit.OnDemoServer;
import dev.homeroom.testkit.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document, endpoint by endpoint. */
@OnDemoServer
class OneServerOpenApiIT {
  @RegisterExtension static final DemoServer DEMO = new DemoServer();

  /** They need no token. */
  private static final Set<String> OPEN = Set.of("POST /auth/login", "GET /auth/jwks");

  private static JsonNode document;

  @BeforeAll
  static void read() {
    document =
        new Client(DEMO.server())
            .send("GET", "/openapi", null, "Accept", "application/json")
            .json();
  }

  @Test
  void everyEndpoint_hasASummary_itsRefusals_andAnExampleOfItsBody() {
    List<String> missing = new ArrayList<>();
    for (String endpoint : DeployedEndpoints.names()) {
      String[] parts = endpoint.split(" ", 2);
      JsonNode operation =
          document.path("paths").path("/api" + parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
      if (operation.path("summary").asText().isEmpty()) {
        missing.add(endpoint + ": a summary");
      }
      JsonNode responses = operation.path("responses");
      if (!OPEN.contains(endpoint) && !responses.has("401")) {
        missing.add(endpoint + ": 401");
      }
      Set<String> good = new TreeSet<>();
      for (Map.Entry<String, JsonNode> each : responses.properties()) {
        if (each.getKey().startsWith("2")) {
          good.add(each.getKey());
          requireExample(endpoint + " " + each.getKey(), resolved(each.getValue()), missing);
        }
      }
      if (good.isEmpty()) {
        missing.add(endpoint + ": a good answer");
      }
    }
    assertThat(missing).isEmpty();
  }

  /**
   * The build makes {@code target/openapi/openapi.json} of the annotations. Where it differs, copy
   * it to {@code src/main/webapp/openapi}: docs/adr/0020.
   */
  @Test
  void description_isThatOfTheAnnotations() throws IOException {
    String made = Files.readString(Path.of("target/openapi/openapi.json"));
    assertThat(document.toPrettyString())
        .isEqualTo(new ObjectMapper().readTree(made).toPrettyString());
  }

  @Test
  void lists_takeAPageAndItsSize() {
    int lists = 0;
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      List<String> parameters =
          path.getValue().path("get").path("parameters").findValuesAsText("$ref");
      boolean isList = parameters.contains("#/components/parameters/Page");
      assertThat(parameters.contains("#/components/parameters/Size"))
          .as(path.getKey())
          .isEqualTo(isList);
      lists += isList ? 1 : 0;
    }
    assertThat(lists).isGreaterThan(10);
  }

  /** Making the text anew for each caller took up to 77 ms of the processor, without a token. */
  @Test
  void description_isKeptByTheCaller_whoAsksWhetherItChanged() {
    Client client = new Client(DEMO.server());
    Answer first = client.send("GET", "/openapi", null);
    assertThat(first.header("Content-Type")).isEqualTo("application/json");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    Answer again = client.send("GET", "/openapi", null, "If-None-Match", first.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.text()).isEmpty();
    Answer compressed = client.send("GET", "/openapi", null, "Accept-Encoding", "gzip");
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("ETag")).isNotEqualTo(first.header("ETag"));
  }

  @Test
  void description_isJson_whateverIsAskedFor() {
    for (String wanted : List.of("application/yaml", "text/html", "*/*")) {
      Answer answer = new Client(DEMO.server()).send("GET", "/openapi", null, "Accept", wanted);
      assertThat(answer.json().path("openapi").asText()).as(wanted).isEqualTo("3.1.0");
    }
  }

  @Test
  void viewer_isAPageWithItsFiles_andNothingElseIsThere() {
    Client client = new Client(DEMO.server());
    Answer moved = client.send("GET", "/openapi/ui", null);
    assertThat(moved.status()).isEqualTo(302);
    assertThat(moved.header("Location")).isEqualTo("/openapi/ui/");
    String page = client.send("GET", "/openapi/ui/", null).text();
    for (String file : List.of("ui.js", "swagger-ui.css", "swagger-ui-bundle.js")) {
      assertThat(page).contains("\"" + file + "\"");
      assertThat(client.send("GET", "/openapi/ui/" + file, null).status()).as(file).isEqualTo(200);
    }
    for (String nothing :
        List.of("/openapi/openapi.json", "/openapi/ui.html", "/openapi/ui/x", "/openapix")) {
      Problems.require(client.send("GET", nothing, null), 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/0/main.js", "/openapi", "/internal/cache-stats"})
  void otherMethodsThanAServlets_are405_withThoseItHas(String path) {
    Answer answer = new Client(DEMO.server()).send("POST", path, "{}");
    Problems.require(answer, 405);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
  }

  @Test
  void everyReference_namesAComponentThatIsThere() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(200);
    assertThat(references)
        .allMatch(reference -> !document.at(reference.substring(1)).isMissingNode());
  }

  private static void requireExample(String place, JsonNode response, List<String> missing) {
    for (JsonNode body : response.path("content")) {
      boolean has =
          body.has("example")
              || body.has("examples")
              || resolved(body.path("schema")).has("example");
      if (!has) {
        missing.add(place + ": an example");
      }
    }
    // RFC 7009 §2.2: 200, whose body nobody reads.
    boolean isEmpty = place.endsWith("204") || place.equals("POST /auth/revoke 200");
    if (!isEmpty && response.path("content").isEmpty()) {
      missing.add(place + ": a body");
    }
  }

  /** Follows a reference to a component. */
  private static JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : document.at(reference.substring(1));
  }
}
