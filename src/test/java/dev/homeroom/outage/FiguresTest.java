package dev.homeroom.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A figure is right until its successor is confirmed, and for the allowed time after that. */
class FiguresTest {
  private static final long SECOND = 1_000_000_000;

  private final Figures figures = new Figures("a");

  @Test
  void complaint_presentFigure_isNone_howeverOld() {
    assertThat(complaint("a", 100 * SECOND)).isEmpty();
  }

  @Test
  void complaint_announcedFigure_isNone_andNeitherIsTheOneBefore() {
    figures.announce("b");

    assertThat(complaint("b", 1)).isEmpty();
    assertThat(complaint("a", 100 * SECOND)).isEmpty();
  }

  @Test
  void complaint_replacedFigure_comesAfterTheBound() {
    figures.announce("b");
    figures.confirm("b", 5 * SECOND);

    assertThat(complaint("a", 6 * SECOND)).isEmpty();
    assertThat(complaint("a", 6 * SECOND + 1_000_000))
        .isEqualTo("too old: a, replaced 1.001 s before");
    assertThat(complaint("b", 60 * SECOND)).isEmpty();
  }

  @Test
  void complaint_figureThatWasNeverThere_isOne() {
    assertThat(complaint("c", 1)).isEqualTo("unknown figure c");
    assertThat(figures.isNew("c")).isTrue();
    assertThat(figures.isNew("a")).isFalse();
  }

  private String complaint(String figure, long started) {
    return figures.complaint(figure, started, (replaced, asked) -> Duration.ofSeconds(1));
  }
}
