package dev.homeroom.cache.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A list or hash that was large takes no more room than it is counted for. */
class ShrinkingCollectionsTest {
  private static final int MANY = 200_000;
  private static final int KEPT = 40;

  private static byte[] bytes(int i) {
    return Integer.toString(i).getBytes(StandardCharsets.UTF_8);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void list_thatWasLong() {
    long before = used();
    List<ListValue> all = new ArrayList<>();
    for (int k = 0; k < KEPT; k++) {
      ListValue list = new ListValue(Long.MAX_VALUE);
      byte[] element = bytes(k);
      for (int i = 0; i < MANY; i++) {
        list.addLast(element);
      }
      while (list.size() > 1) {
        assertThat(k % 2 == 0 ? list.pollFirst() : list.pollLast()).isSameAs(element);
      }
      all.add(list);
    }
    assertThat(used() - before).isLessThan(KEPT * MANY);
    assertThat(all).allMatch(list -> list.size() == 1 && list.bytes() < 200);
  }

  @Test
  void hash_thatWasLarge() {
    long before = used();
    List<HashValue> all = new ArrayList<>();
    for (int k = 0; k < KEPT; k++) {
      HashValue hash = new HashValue(Long.MAX_VALUE);
      for (int i = 0; i < MANY / 10; i++) {
        hash.put(bytes(i), bytes(k));
      }
      for (int i = 1; i < MANY / 10; i++) {
        assertThat(hash.remove(bytes(i))).isTrue();
      }
      all.add(hash);
    }
    assertThat(used() - before).isLessThan(KEPT * MANY / 10);
    assertThat(all).allMatch(hash -> hash.all().size() == 2 && hash.bytes() < 400);
  }
}
