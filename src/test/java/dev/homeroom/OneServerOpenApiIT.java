package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.DemoServer;
import dev.homeroom.testkit.DeployedEndpoints;
import dev.homeroom.testkit.OnDemoServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
