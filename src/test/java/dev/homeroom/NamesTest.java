package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The JVM of a server forgets soon what a name server said, above all that there is no name. */
class NamesTest {
  private static final Path CONFIGURATION = Path.of("src/main/liberty/config");

  @Test
  void jvmOptions_nameTheFile_thatBoundsHowLongNamesAreKept() throws IOException {
    assertThat(Files.readAllLines(CONFIGURATION.resolve("jvm.options")))
        .contains("-Djava.security.properties=names.properties");
    Properties names = new Properties();
    try (Reader in = Files.newBufferedReader(CONFIGURATION.resolve("names.properties"))) {
      names.load(in);
    }
    // Redis is in use at most 5 s after its name is known, of which probes take up to 4.
    assertThat(seconds(names, "networkaddress.cache.negative.ttl")).isBetween(0, 1);
    // A new address within 10 s.
    assertThat(seconds(names, "networkaddress.cache.ttl")).isBetween(0, 5);
  }

  private static int seconds(Properties names, String key) {
    return Integer.parseInt(names.getProperty(key));
  }
}
