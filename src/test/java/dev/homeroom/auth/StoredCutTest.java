package dev.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The numbers of a session beside the present ones: equal or not, and not which is greater. */
class StoredCutTest {
  private static final StoredCut CUT =
      new StoredCut(Map.of("cut:everyone", 7L, "cut:user:42", 0L, "cut:role:A%20B", 3L));

  @Test
  void stored_isReadBack() {
    assertThat(StoredCut.parse(CUT.stored())).isEqualTo(CUT);
    assertThat(StoredCut.parse("")).isEqualTo(new StoredCut(Map.of()));
  }

  @Test
  void number_raisedOrPutBack_isNotCurrent() {
    assertThat(with("cut:everyone", 7L)).isTrue();
    assertThat(with("cut:everyone", 8L)).isFalse();
    assertThat(with("cut:everyone", 6L)).as("a database put back").isFalse();
    assertThat(with("cut:user:42", 1L)).isFalse();
    assertThat(CUT.isCurrent(Map.of("cut:everyone", 7L))).as("one is not known").isFalse();
  }

  private static boolean with(String tag, long now) {
    Map<String, Long> numbers = new HashMap<>(CUT.numbers());
    numbers.put(tag, now);
    numbers.put("cut:role:OTHER", 5L);
    return CUT.isCurrent(numbers);
  }
}
