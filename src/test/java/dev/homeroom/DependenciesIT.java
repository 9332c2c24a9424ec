package dev.homeroom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.testkit.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The packaged WAR holds the jars of {@code docs/dependencies.md}, byte for byte. */
class DependenciesIT {
  private static final String LIB = "WEB-INF/lib/";

  @Test
  void warsJars_areThoseOfThePage_withTheirDigests() throws Exception {
    Map<String, String> listed = new TreeMap<>();
    Tables.rows(Path.of("docs/dependencies.md"))
        .forEach(row -> listed.put(row.get(0) + "-" + row.get(1) + ".jar", row.get(3)));

    assertThat(shipped()).as("jars in the WAR; see \"To change one\"").isEqualTo(listed);
  }

  @Test
  void inventory_namesEveryListedLibrary() throws IOException {
    String inventory = Files.readString(Path.of("target/homeroom-bom.json"));
    Tables.rows(Path.of("docs/dependencies.md"))
        .forEach(row -> assertThat(inventory).contains("\"" + row.get(0) + "\""));
  }

  private static Map<String, String> shipped() throws IOException, NoSuchAlgorithmException {
    Map<String, String> digests = new TreeMap<>();
    try (ZipFile war = new ZipFile("target/homeroom.war")) {
      for (ZipEntry entry : war.stream().filter(DependenciesIT::isLibrary).toList()) {
        try (InputStream in = war.getInputStream(entry)) {
          byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
          digests.put(entry.getName().substring(LIB.length()), HexFormat.of().formatHex(digest));
        }
      }
    }
    return digests;
  }

  private static boolean isLibrary(ZipEntry entry) {
    return entry.getName().startsWith(LIB) && !entry.isDirectory();
  }
}
