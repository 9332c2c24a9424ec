package dev.homeroom.cache.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StoredFormTest {
  private static final byte[] PAYLOAD =
      "{\"date\":\"2026-11-21\",\"lessons\":[{\"class_id\":\"17\",\"name\":\"Maths 7b\",\"starts_at\":\"08:00\",\"ends_at\":\"08:45\",\"room\":\"Grün \\\"1\\\"\"}]}"
          .getBytes(StandardCharsets.UTF_8);

  private static StoredEntry sample() {
    Map<String, Long> tags = new LinkedHashMap<>();
    tags.put("region:dashboard:teacher", 0L);
    tags.put("key:s3:dashboard:teacher:42:today:7", 0L);
    tags.put("school:3", 17L);
    tags.put("user:42", Long.MAX_VALUE);
    return new StoredEntry(
        "2f1c9a52-7a7b-4d5e-9f53-0c1d2e3f4a5b",
        1,
        "s3:dashboard:teacher:42:today:7",
        tags,
        1795252200000L,
        1795252500000L,
        1795253100000L,
        PAYLOAD);
  }

  private static byte[] golden() throws IOException {
    return Files.readAllBytes(Path.of("src/test/resources/golden/entry-v1.json"));
  }

  @Test
  void write_isTheGoldenFileByteForByte() throws Exception {
    assertThat(new String(StoredForm.write(sample()), StandardCharsets.UTF_8))
        .isEqualTo(new String(golden(), StandardCharsets.UTF_8));
  }

  @Test
  void read_goldenFile_hasAllMembers() throws Exception {
    StoredEntry read = StoredForm.read(golden());
    assertThat(read).usingRecursiveComparison().isEqualTo(sample());
    assertThat(read.generations().keySet())
        .containsExactlyElementsOf(sample().generations().keySet());
  }

  @Test
  void read_whatWasWritten_forPayloadsOfAnyShape() throws Exception {
    for (String payload : List.of("null", "1", "[]", "\"data\"", "{\"data\":{\"data\":1}}")) {
      StoredEntry entry =
          new StoredEntry("i", 1, "k", Map.of(), 1, 2, 3, payload.getBytes(StandardCharsets.UTF_8));
      assertThat(StoredForm.read(StoredForm.write(entry)).payload())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(payload);
    }
  }

  @Test
  void read_anyByteChanged_isNeverAnotherValue() throws Exception {
    byte[] good = golden();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      try {
        StoredEntry read = StoredForm.read(bad);
        // Members before the payload are compared by the reader; the payload is as it was written.
        assertThat(read.payload()).as("byte %d", i).isEqualTo(PAYLOAD);
      } catch (UnreadableEntryException expected) {
        assertThat(expected).hasMessageNotContaining("Maths");
      }
    }
  }

  @Test
  void read_cutShort_orRubbish_isUnreadable() throws Exception {
    byte[] good = golden();
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> StoredForm.read(cut)).isInstanceOf(UnreadableEntryException.class);
    }
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      byte[] rubbish = new byte[random.nextInt(200)];
      random.nextBytes(rubbish);
      assertThatThrownBy(() -> StoredForm.read(rubbish))
          .isInstanceOf(UnreadableEntryException.class);
    }
  }

  @Test
  void read_otherVersionMissingOrUnknownMember_isUnreadable() throws Exception {
    String good = new String(golden(), StandardCharsets.UTF_8);
    for (String bad :
        List.of(
            good.replace("\"v\":1", "\"v\":2"),
            good.replace("\"h\":1,", ""),
            good.replace("\"h\":1", "\"h\":1,\"h\":1"),
            good.replace("\"h\":1", "\"z\":1"),
            good.replace("\"17\"", "17"),
            good.replace("\"17\"", "\"x\""),
            good.replace(",\"data\":", ", \"data\":"),
            good + " ",
            "[" + good + "]")) {
      assertThatThrownBy(() -> StoredForm.read(bad.getBytes(StandardCharsets.UTF_8)))
          .as(bad)
          .isInstanceOf(UnreadableEntryException.class);
    }
  }

  /** Each key is the name of a member, which a parser that remembers names would keep. */
  @Test
  void read_ofManyKeys_allocatesNoMoreThanAFewTimesTheEntry() throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] payload = ("\"" + "x".repeat(2_000) + "\"").getBytes(StandardCharsets.US_ASCII);
    long last = 0;
    for (int i = 0; i < 10_000; i++) {
      String key = "s1:dashboard:teacher:" + i + ":today:7";
      Map<String, Long> tags = Map.of("key:" + key, 0L, "user:" + i, 5L, "region:dashboard", 0L);
      byte[] bytes = StoredForm.write(new StoredEntry("i", 1, key, tags, 1, 2, 3, payload));
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(StoredForm.read(bytes).key()).isEqualTo(key);
      last = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertThat(last).isLessThan(20_000);
  }
}
