package dev.homeroom.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** What a dashboard may have to say besides its figures; each is caused by changed answers. */
enum PageState {
  /** Every second widget is old, and says so. */
  STALE {
    @Override
    void alter(ObjectNode widgets) {
      boolean[] isNext = {false};
      widgets.forEach(
          widget -> {
            isNext[0] = !isNext[0];
            if (isNext[0]) {
              Instant at =
                  Instant.parse(widget.path("as_of").asText()).minus(Duration.ofMinutes(7));
              ((ObjectNode) widget).put("stale", true).put("as_of", at.toString());
            }
          });
    }
  },

  /** One widget cannot be had, and of the first child one part; the others live. */
  FAILED {
    @Override
    void alter(ObjectNode widgets) {
      for (String name : new String[] {"students_at_risk", "fees_by_month", "fees_due", "due"}) {
        PageState.fail(widgets.path(name));
      }
      PageState.fail(widgets.at("/children/data/children/0/widgets/grades"));
    }
  },

  /** There is nothing yet: every list of a widget is empty, every number is 0. */
  EMPTY {
    @Override
    void alter(ObjectNode widgets) {
      widgets.forEach(widget -> PageState.clear(widget.path("data")));
    }
  },

  /** The server cannot be reached any more. */
  LOST {
    @Override
    void alter(ObjectNode widgets) {
      throw new IllegalStateException("nothing is answered");
    }
  };

  /** Changes the widgets of a dashboard, by their names in the API, so that it is in this state. */
  abstract void alter(ObjectNode widgets);

  private static void fail(JsonNode widget) {
    if (widget instanceof ObjectNode found) {
      found.removeAll();
      found.putObject("error").put("code", "OVERLOADED").put("title", "Overloaded");
    }
  }

  /** Empties lists, but for those of children, currencies and schools, whose parts are emptied. */
  private static void clear(JsonNode part) {
    part.forEach(PageState::clear);
    part.properties()
        .forEach(
            field -> {
              if (field.getKey().matches("rate.*|average|note")) {
                ((ObjectNode) part).putNull(field.getKey());
              } else if (field.getValue() instanceof NumericNode) {
                ((ObjectNode) part).put(field.getKey(), 0);
              } else if (field.getValue().asText().matches("\\d+\\.\\d+")) {
                ((ObjectNode) part).put(field.getKey(), "0.00");
              } else if (field.getValue() instanceof ArrayNode list
                  && !field.getKey().matches("children|currencies|schools")) {
                list.removeAll();
              }
            });
  }
}
