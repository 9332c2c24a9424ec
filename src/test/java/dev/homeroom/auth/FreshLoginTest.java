package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.FreshLogin;
import dev.homeroom.testkit.DeployedEndpoints;
import java.lang.reflect.Method;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

/** Which endpoints want a password that was given lately; OneServerSessionsIT asks them. */
class FreshLoginTest {
  private final Map<String, Method> marked = DeployedEndpoints.methods(FreshLogin.class);

  @Test
  void freshLogin_isWantedByTheseEndpoints_andNoOthers() {
    assertThat(marked.keySet())
        .containsExactlyInAnyOrder(
            "POST /auth/cutoffs",
            "POST /auth/keys/rotate",
            "GET /users/{id}/export",
            "POST /users/{id}/erase",
            "POST /users/{id}/invite",
            "POST /schools/{id}/invites");
  }

  @Test
  void freshLogin_isSaidInTheDescription_ofEachThatWantsOne() {
    assertThat(marked.values())
        .allMatch(
            method ->
                method
                    .getAnnotation(Operation.class)
                    .description()
                    .contains("eeds a login not older than 5 minutes"));
  }
}
