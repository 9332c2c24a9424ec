package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.homeroom.cache.entry.JsonFormat;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ValueSizesTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ValueSizes sizes = new ValueSizes();

  private record Pupil(String name, int grade, double average, boolean present, Long seat) {}

  private record School(String id, LocalDate day, Instant at, List<Pupil> pupils) {}

  /** Returns what making a value allocates, which has to make nothing else. */
  private static long allocated(Supplier<?> maker) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 50; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Object made = maker.get();
      long after = THREADS.getCurrentThreadAllocatedBytes();
      assertThat(made).isNotNull();
      least = Math.min(least, after - before);
    }
    return least;
  }

  private void isAllocated(Supplier<?> maker) {
    assertThat(sizes.of(maker.get())).as("%s", maker.get()).isEqualTo(allocated(maker));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_16BE);
  }

  @Test
  void of_textsNumbersAndMoments_isWhatTheyAllocate() {
    byte[] ascii = "a text of some length".getBytes(StandardCharsets.US_ASCII);
    isAllocated(() -> new String(ascii, StandardCharsets.US_ASCII));
    byte[] greek = "\u03b1\u03b2\u03b3".getBytes(StandardCharsets.UTF_16BE);
    assertThat(sizes.of(text(greek))).isEqualTo(24 + 24);
    isAllocated(() -> Instant.ofEpochSecond(1_700_000_000L, 5));
    isAllocated(() -> LocalDate.ofEpochDay(20_000));
    isAllocated(() -> new UUID(1, 2));
    String digits = "1234567890".repeat(8);
    assertThat(sizes.of(new BigDecimal(digits))).isEqualTo(128);
    assertThat(allocated(() -> new BigInteger(digits))).isGreaterThan(64);
  }

  @Test
  void of_recordsAndListsOfThem_isWhatTheyAllocate() {
    Long seat = 1_000L;
    isAllocated(() -> new Pupil(null, 5, 2.3, true, null));
    assertThat(sizes.of(new Pupil(null, 5, 2.3, true, seat)))
        .isEqualTo(sizes.of(new Pupil(null, 5, 2.3, true, null)) + 24);
    isAllocated(() -> new School(null, null, null, null));
    Pupil one = new Pupil(null, 1, 1, true, null);
    Pupil[] three = {one, one, one};
    assertThat(sizes.of(List.of(three)) - 3 * sizes.of(one))
        .isEqualTo(allocated(() -> List.of(three)));
    assertThat(sizes.of(Set.of("a", "b", "c")) - 3 * sizes.of("a")).isEqualTo(24 + 40);
  }

  @Test
  void of_whatJsonIsReadInto_isAboutWhatItTakes() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      texts.add("text " + i);
    }
    long of = texts.stream().mapToLong(sizes::of).sum();
    near(
        sizes.of(Collections.unmodifiableSet(new LinkedHashSet<>(texts))) - of,
        allocated(() -> Collections.unmodifiableSet(new LinkedHashSet<>(texts))));
    near(
        sizes.of(Collections.unmodifiableList(new ArrayList<>(texts))) - of,
        allocated(() -> Collections.unmodifiableList(new ArrayList<>(texts))));
    Map<String, String> map = new LinkedHashMap<>();
    texts.forEach(text -> map.put(text, text));
    near(
        sizes.of(Collections.unmodifiableMap(map)) - 2 * of,
        allocated(() -> Collections.unmodifiableMap(new LinkedHashMap<>(map))));
  }

  private static void near(long said, long allocated) {
    assertThat((double) said).isBetween(0.8 * allocated, 1.25 * allocated);
  }

  @Test
  void of_aDecodedValue_isLessThanDecodingAllocates_andMoreThanItsTexts() {
    JsonFormat format = new JsonFormat();
    List<Pupil> pupils = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      pupils.add(new Pupil("pupil number " + i, i % 13, i / 7.0, i % 2 == 0, (long) i));
    }
    School school =
        new School("3", LocalDate.of(2026, 11, 26), Instant.ofEpochSecond(1_700_000_000), pupils);
    byte[] payload = format.write(school);
    School decoded = format.read(payload, School.class);
    assertThat(decoded).isEqualTo(school);
    assertThat(sizes.of(decoded))
        .isBetween(
            30 * (sizes.of("pupil number 10") + 56L),
            allocated(() -> format.read(payload, School.class)));
  }
}
