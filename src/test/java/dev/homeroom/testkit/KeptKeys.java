package dev.homeroom.testkit;

import dev.homeroom.cache.Stamps;
import dev.homeroom.cache.memory.MemoryTier;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.CacheRecorder;
import dev.homeroom.cache.spi.CacheSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;

/** A memory tier that writes down the key and the tags of each entry that it is given. */
public final class KeptKeys extends MemoryTier {
  /** All keys that Homeroom makes, with their tags: a line each. */
  public static final Path GOLDEN = Path.of("src/test/resources/golden/keys.txt");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Makes an empty one. */
  public KeptKeys() {
    super(1_000, CacheSettings.MEMORY_BYTES, CacheRecorder.none());
  }

  @Override
  public void put(CacheEntry entry) {
    StringJoiner line = new StringJoiner(" ", entry.key() + " | ", "");
    Stamps stamps = entry.stamps();
    for (int i = 0; i < stamps.size(); i++) {
      line.add(stamps.tag(i));
    }
    lines.add(line.toString());
    super.put(entry);
  }

  /** Returns a line for each entry, in the order of the alphabet. */
  public List<String> lines() {
    return lines.stream().sorted().toList();
  }

  /** Returns the golden file's lines of a room's regions. */
  public static List<String> golden(String region) {
    try {
      return Files.readAllLines(GOLDEN).stream()
          .filter(line -> line.contains(" | region:" + region))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
