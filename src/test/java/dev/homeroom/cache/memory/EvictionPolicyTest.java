package dev.homeroom.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.memory.PolicyFixture.Bound;
import dev.homeroom.cache.memory.PolicyFixture.Kind;
import dev.homeroom.cache.spi.CacheEntry;
import dev.homeroom.cache.spi.EvictionPolicy;
import dev.homeroom.testkit.CountingRecorder;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The policies, each with room for three: {@code a} puts a, {@code ?a} reads it, {@code !a} removes
 * it, {@code d-b} puts d, for which b goes and nothing else, {@code d~} puts d, which is refused.
 */
class EvictionPolicyTest {
  private static final int MOST = 3;

  private final CountingRecorder recorder = new CountingRecorder();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "LRU, a b c ?a d-b a e-c ?d f-a g-e h-d",
    "LRU, a b ?a c d-b ?a e-c ?a f-d a b-e !b c d-f",
    "LFU, a b c ?a ?a ?b d-c e-d e e e f-e ?f ?f g-b ?g ?g h-a",
    "LFU, a b c ?c ?c a a a ?a d-b !c c e-d f-c b-e",
    "FIFO, a b c ?a ?a a d-a e-b !c c f-d g-e h-c",
    "FIFO, a b c c b a d-a ?b b e-b f-c",
    "NONE, a b c d~ ?a d~ a b !b d e~ !a !c a b c~",
  })
  void trace_hasTheVictimsComputedByHand(EvictionPolicy policy, String trace) {
    for (Kind kind : Kind.values()) {
      for (Bound bound : Bound.values()) {
        run(policy, kind, bound, trace);
      }
    }
  }

  private void run(EvictionPolicy policy, Kind kind, Bound bound, String trace) {
    TreeSet<String> there = new TreeSet<>();
    try (PolicyFixture memory = new PolicyFixture(policy, kind, bound, MOST, recorder)) {
      for (String step : trace.split(" ", -1)) {
        String id = step.replaceAll("[?!~]|-.*", "");
        if (step.startsWith("?")) {
          assertThat(memory.read(id)).isTrue();
        } else if (step.startsWith("!")) {
          memory.remove(id);
          there.remove(id);
        } else {
          memory.put(id);
          if (!step.endsWith("~")) {
            there.add(id);
          }
          there.remove(step.replaceAll("^[^-]*-?", ""));
        }
        assertThat(Stream.of("abcdefgh".split("", -1)).filter(memory::has))
            .as("%s %s %s after %s of %s", policy, kind, bound, step, trace)
            .containsExactlyElementsOf(there);
      }
    }
  }

  /** One read at most between two puts: more of them count as at one time. */
  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void eight_anyTrace_hasTheVictimsOfTheExactPolicy(EvictionPolicy policy) {
    for (Kind kind : Kind.values()) {
      SplittableRandom random = new SplittableRandom(18);
      ExactPolicy exact = new ExactPolicy(policy, 8);
      try (PolicyFixture memory = new PolicyFixture(policy, kind, Bound.OF_ENTRIES, 8, recorder)) {
        for (int i = 0; i < 20_000; i++) {
          String read = "n" + random.nextInt(12);
          assertThat(memory.read(read)).as("%s %s %d", policy, kind, i).isEqualTo(exact.read(read));
          String put = "n" + random.nextInt(12);
          memory.put(put);
          exact.put(put);
        }
      }
    }
  }

  /** Flaw 13: NONE that grows until it is cleared. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void none_filledForLong_holdsBothBounds_andKeepsWhatWasThere(Kind kind) {
    for (Bound bound : Bound.values()) {
      try (PolicyFixture memory =
          new PolicyFixture(EvictionPolicy.NONE, kind, bound, 100, recorder)) {
        for (int i = 0; i < 5_000; i++) {
          memory.put("n" + i);
          assertThat(memory.tier.size()).isLessThanOrEqualTo(100);
        }
        for (int i = 0; i < 5_000; i++) {
          assertThat(memory.has("n" + i)).isEqualTo(i < 100);
        }
      }
    }
    assertThat(recorder.of("FULL tiers")).isEqualTo(kind == Kind.ENTRIES ? 2 * 4_900 : 0);
    assertThat(recorder.of("ENTRIES tiers") + recorder.of("BYTES tiers")).isZero();
  }

  @Test
  void none_refusedInPlaceOfAnother_leavesNeither() {
    try (PolicyFixture memory =
        new PolicyFixture(EvictionPolicy.NONE, Kind.ENTRIES, Bound.OF_BYTES, MOST, recorder)) {
      memory.put("a");
      memory.put("b");
      memory.put("c");
      memory.putEntry("b", 101);
      assertThat(memory.has("b")).isFalse();
      memory.putEntry("b", 100);
      assertThat(memory.has("b")).isTrue();
      assertThat(memory.has("a") && memory.has("c")).isTrue();
      assertThat(recorder.of("FULL tiers")).isEqualTo(1);
    }
  }

  /** They can be read from the entries again, so they go for any entry. */
  @Test
  void none_decodedValuesHaveTheRoom_giveItUp() {
    try (PolicyFixture memory =
        new PolicyFixture(EvictionPolicy.NONE, Kind.ENTRIES, Bound.OF_BYTES, MOST, recorder)) {
      CacheEntry entry = memory.putEntry("a", 100);
      memory.tier.keepDecoded(entry, "x".repeat(1_000));
      assertThat(entry.decoded()).isNotNull();
      memory.put("b");
      memory.put("c");
      assertThat(memory.has("a") && memory.has("b") && memory.has("c")).isTrue();
      assertThat(entry.decoded()).isNull();
      memory.tier.keepDecoded(entry, "x".repeat(1_000));
      assertThat(entry.decoded()).isNull();
    }
  }
}
