package dev.homeroom.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartGuardTest {
  private final List<Throwable> ended = new ArrayList<>();

  @Test
  void whateverFailsAtTheStart_endsIt() {
    List<Throwable> failures =
        List.of(
            new OutOfMemoryError("by the test"),
            new StackOverflowError(),
            new NoClassDefFoundError("x"),
            new IllegalStateException("y"));
    for (Throwable failure : failures) {
      StartGuard.run(() -> sneak(failure), ended::add);
    }
    assertThat(ended).isEqualTo(failures);
  }

  @Test
  void whatSucceeds_endsNothing() {
    StartGuard.run(() -> {}, ended::add);
    assertThat(ended).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
