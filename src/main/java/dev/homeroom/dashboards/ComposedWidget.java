package dev.homeroom.dashboards;

import dev.homeroom.cache.Answer;
import dev.homeroom.http.ComposedAnswer;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A widget that is put together at each request from entries that other dashboards share, so that
 * no write has to name all their readers.
 *
 * @param name its name in the dashboard
 * @param reads adds the entries of a subject
 * @param composition writes its JSON from their answers
 * @param whole whether it fails with the first of its entries, as a sum does; else only with all
 */
record ComposedWidget(
    String name, BiConsumer<Viewed, WidgetReads> reads, Composition composition, boolean whole)
    implements Widget {
  /** Writes the JSON of a widget. */
  @FunctionalInterface
  interface Composition {
    /** Writes one object, from the answers in the order of the reads. */
    void write(Viewed viewed, List<Answer<?>> found, ComposedAnswer json);
  }

  /** Declares a widget that shows its parts beside each other; one that fails says so. */
  static ComposedWidget ofParts(
      String name, BiConsumer<Viewed, WidgetReads> reads, Composition composition) {
    return new ComposedWidget(name, reads, composition, false);
  }

  /** Declares a widget that adds its parts up, and so needs all of them. */
  static ComposedWidget ofSums(
      String name, BiConsumer<Viewed, WidgetReads> reads, Composition composition) {
    return new ComposedWidget(name, reads, composition, true);
  }

  @Override
  public void addReads(Viewed viewed, WidgetReads wanted) {
    reads.accept(viewed, wanted);
  }

  @Override
  public Answer<?> answer(Viewed viewed, List<Answer<?>> found, int from, int to) {
    List<Answer<?>> own = found.subList(from, to);
    Answer<?> failed = failed(own);
    if (failed != null) {
      return failed;
    }
    ComposedAnswer json = new ComposedAnswer();
    composition.write(viewed, own, json);
    return json.answer();
  }

  private @Nullable Answer<?> failed(List<Answer<?>> found) {
    Answer<?> first = null;
    for (Answer<?> answer : found) {
      if (answer.value() == null) {
        first = first == null ? answer : first;
      } else if (!whole) {
        return null;
      }
    }
    return first;
  }
}
