package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Client;
import dev.homeroom.testkit.Client.Answer;

/** A right that a server of the demo takes away as its last deed. */
final class KilledRights {
  private final Client client;
  private final String admin;
  private final String lowered;
  private final String person;

  /** Logs in who lowers and who is lowered. */
  KilledRights(Client client) {
    this.client = client;
    admin = client.login("super.admin");
    lowered = client.login("staff.3");
    person = "/api/users/" + client.get("/api/auth/me", lowered).json().path("id").asText();
  }

  /** Takes a role away; from its answer on the server may be killed. */
  void lower() {
    give("PARENT");
  }

  /** The token stays refused and the role is gone; gives it back. */
  void requireLowered() {
    assertThat(client.get("/api/auth/me", lowered).status()).isEqualTo(401);
    Answer kept = client.get(person, admin);
    assertThat(kept.json().path("data").path("roles").toString()).isEqualTo("[\"PARENT\"]");
    give("STAFF");
  }

  private void give(String role) {
    Answer given = client.put(person + "/roles", admin, "{\"roles\":[\"" + role + "\"]}");
    assertThat(given.status()).as(given.text()).isEqualTo(200);
  }
}
