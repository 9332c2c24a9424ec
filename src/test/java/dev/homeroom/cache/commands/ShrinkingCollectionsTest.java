package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list or hash that was large takes no more room than it is counted for. */
class ShrinkingCollectionsTest {
  private static final int MANY = 200_000;
  private static final int KEPT = 40;

  private static final int ROUNDS = 5;

  private static byte[] bytes(int i) {
    return Integer.toString(i).getBytes(StandardCharsets.UTF_8);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Returns the fewest bytes of the heap that such objects were seen to take, of several rounds:
   * what else this JVM does may add to a round.
   */
  private static <T> long bytesOf(Supplier<List<T>> maker) {
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = used();
      List<T> all = maker.get();
      fewest = Math.min(fewest, used() - before);
      assertThat(all).hasSize(KEPT);
    }
    return fewest;
  }

  private static ListValue shrunkList(int k) {
    ListValue list = new ListValue(Long.MAX_VALUE);
    byte[] element = bytes(k);
    for (int i = 0; i < MANY; i++) {
      list.addLast(element);
    }
    while (list.size() > 1) {
      assertThat(k % 2 == 0 ? list.pollFirst() : list.pollLast()).isSameAs(element);
    }
    assertThat(list.bytes()).isLessThan(200);
    return list;
  }

  private static HashValue shrunkHash(int k) {
    HashValue hash = new HashValue(Long.MAX_VALUE);
    for (int i = 0; i < MANY / 10; i++) {
      hash.put(bytes(i), bytes(k));
    }
    for (int i = 1; i < MANY / 10; i++) {
      assertThat(hash.remove(bytes(i))).isTrue();
    }
    assertThat(hash.all()).hasSize(2);
    assertThat(hash.bytes()).isLessThan(400);
    return hash;
  }

  @Test
  void list_thatWasLong() {
    long bytes =
        bytesOf(
            () -> IntStream.range(0, KEPT).mapToObj(ShrinkingCollectionsTest::shrunkList).toList());
    assertThat(bytes).isLessThan(KEPT * MANY);
  }

  @Test
  void hash_thatWasLarge() {
    long bytes =
        bytesOf(
            () -> IntStream.range(0, KEPT).mapToObj(ShrinkingCollectionsTest::shrunkHash).toList());
    assertThat(bytes).isLessThan(KEPT * MANY / 10);
  }
}
