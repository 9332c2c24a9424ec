package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code compose.yaml} as far as a machine without Docker can tell. */
class ComposeFileTest {
  private static final Path COMPOSE = Path.of("compose.yaml");
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(:[-?][^}]*)?}");
  private static final Pattern IN_EXAMPLE = Pattern.compile("(?m)^#?([A-Z_]+)=");

  /** Of compose-spec/compose-spec at 170098b, Apache License 2.0. */
  private static final String SCHEMA = "/compose/compose-spec.json";

  @Test
  void compose_isValid_byTheSchemaOfItsSpecification() throws IOException {
    try (InputStream schema = ComposeFileTest.class.getResourceAsStream(SCHEMA)) {
      ObjectNode text = (ObjectNode) new ObjectMapper().readTree(schema);
      // A bare file name, which is no address.
      text.remove("$id");
      JsonSchema rules = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(text);
      assertThat(rules.validate(compose())).isEmpty();
    }
  }

  @Test
  void variables_areInEnvExample_andSecretsHaveNoDefault() throws IOException {
    Set<String> example = new TreeSet<>();
    Matcher named = IN_EXAMPLE.matcher(Files.readString(Path.of(".env.example")));
    while (named.find()) {
      example.add(named.group(1));
    }
    Matcher variable = VARIABLE.matcher(Files.readString(COMPOSE));
    Set<String> used = new TreeSet<>();
    while (variable.find()) {
      String name = variable.group(1);
      used.add(name);
      boolean isOptional = name.equals("HOMEROOM_DEMO_PASSWORD");
      if (name.matches(".*_(PASSWORD|SECRET|TOKEN)") && !isOptional) {
        assertThat(variable.group(2)).as(name).startsWith(":?");
      }
    }
    assertThat(used).hasSizeGreaterThan(5).isSubsetOf(example);
  }

  @Test
  void secrets_areInNoArgumentOfACommand_andOnlyHomeroomHasAPort() throws IOException {
    JsonNode services = compose().path("services");
    assertThat(services.path("redis").path("command").path(2).asText())
        .startsWith("exec docker-entrypoint.sh redis-server - <<EOF\n")
        .contains("requirepass $$REDIS_PASSWORD\n");
    for (JsonNode service : services) {
      assertThat(service.path("command").toString()).doesNotContain("${");
    }
    assertThat(services.path("homeroom").path("ports").toString()).contains("\"127.0.0.1:");
    assertThat(services.path("redis").has("ports")).isFalse();
    assertThat(services.path("postgres").has("ports")).isFalse();
  }

  private static JsonNode compose() throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(COMPOSE.toFile());
  }
}
