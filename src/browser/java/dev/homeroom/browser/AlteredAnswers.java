package dev.homeroom.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Route;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Changes what the server answers before a page sees it. */
final class AlteredAnswers {
  /** The address of the own dashboard. */
  static final String OWN_DASHBOARD = "**/api/dashboards/me*";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AlteredAnswers() {}

  /** Changes the widgets of the own dashboard, by their names, in each answer from now on. */
  static void ofDashboard(Visitor visitor, Consumer<ObjectNode> change) {
    of(visitor, OWN_DASHBOARD, answer -> change.accept((ObjectNode) answer.at("/data/widgets")));
  }

  /** Changes each answer to reading an address; what is no success passes as it is. */
  static void of(Visitor visitor, String address, Consumer<ObjectNode> change) {
    visitor.page().route(address, route -> fulfil(route, change));
  }

  private static void fulfil(Route route, Consumer<ObjectNode> change) {
    if (!route.request().method().equals("GET")) {
      route.resume();
      return;
    }
    try {
      var answer =
          route.fetch(
              new Route.FetchOptions().setHeaders(withoutCondition(route.request().headers())));
      if (answer.status() != 200) {
        route.fulfill(new Route.FulfillOptions().setResponse(answer));
        return;
      }
      ObjectNode json = (ObjectNode) JSON.readTree(answer.text());
      change.accept(json);
      route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(json.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> withoutCondition(Map<String, String> headers) {
    Map<String, String> kept = new HashMap<>(headers);
    kept.remove("if-none-match");
    return kept;
  }
}
