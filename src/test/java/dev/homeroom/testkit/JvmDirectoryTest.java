package dev.homeroom.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories of JVMs: each its own, gone at its end, and those of killed ones a little later. */
class JvmDirectoryTest {
  @TempDir Path parent;

  @Test
  void next_removesWhatAKilledOneLeft_andNothingThatIsUsed() throws Exception {
    Path killed = Files.createDirectories(parent.resolve("killed/data"));
    Files.writeString(killed.resolve("a"), "of a database");
    Files.createFile(parent.resolve("killed/lock"));

    try (JvmDirectory one = new JvmDirectory(parent);
        JvmDirectory two = new JvmDirectory(parent)) {
      assertThat(parent.resolve("killed")).doesNotExist();
      assertThat(one.path()).isDirectory().isNotEqualTo(two.path());
      assertThat(two.path()).isDirectory();
    }
  }

  @Test
  void close_leavesNothing() throws Exception {
    JvmDirectory directory = new JvmDirectory(parent);
    Files.writeString(Files.createDirectory(directory.path().resolve("data")).resolve("a"), "");

    directory.close();

    assertThat(directory.path()).doesNotExist();
  }
}
