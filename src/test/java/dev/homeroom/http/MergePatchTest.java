package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergePatchTest {
  private static final Thing PRESENT = new Thing("Ann", List.of("a", "b"), 7, new Inner("x", "y"));

  record Inner(String left, String right) {}

  record Thing(String firstName, List<String> roles, Integer version, Inner inner) {}

  private static Thing applied(String patch) {
    return read(patch).applyTo(PRESENT);
  }

  private static MergePatch<Thing> read(String patch) {
    return MergePatch.read(patch.getBytes(StandardCharsets.UTF_8), Thing.class);
  }

  private static String refusal(String patch) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> applied(patch));
    return refused.errors().get(0).field() + " " + refused.errors().get(0).rule();
  }

  @Test
  void absentStays_nullRemoves_aValueReplaces() {
    assertThat(applied("{}")).isEqualTo(PRESENT);
    assertThat(applied("{\"first_name\":null}"))
        .isEqualTo(new Thing(null, List.of("a", "b"), 7, new Inner("x", "y")));
    assertThat(applied("{\"first_name\":\"Anna\",\"version\":8}"))
        .isEqualTo(new Thing("Anna", List.of("a", "b"), 8, new Inner("x", "y")));
  }

  @Test
  void lists_areReplaced_andObjectsMerged() {
    assertThat(applied("{\"roles\":[\"c\"]}").roles()).containsExactly("c");
    assertThat(applied("{\"inner\":{\"right\":null}}").inner()).isEqualTo(new Inner("x", null));
    assertThat(applied("{\"inner\":null}").inner()).isNull();
    assertThat(read("{\"inner\":{\"right\":\"z\"}}").applyTo(new Thing(null, null, null, null)))
        .isEqualTo(new Thing(null, null, null, new Inner(null, "z")));
  }

  @Test
  void whatIsNoPatch_isRefused() {
    assertThat(refusal("[]")).isEqualTo(" type");
    assertThat(refusal("7")).isEqualTo(" type");
    assertThat(refusal("null")).isEqualTo(" type");
    assertThat(refusal("")).isEqualTo(" required");
    assertThat(refusal("{")).isEqualTo(" json");
    assertThat(refusal("{} {}")).isEqualTo(" trailing");
    assertThat(refusal("{\"id\":null}")).isEqualTo("id unknown");
    assertThat(refusal("{\"version\":\"7\"}")).isEqualTo("version type");
    assertThat(refusal("{\"version\":7,\"version\":8}")).isEqualTo("version duplicate");
  }
}
