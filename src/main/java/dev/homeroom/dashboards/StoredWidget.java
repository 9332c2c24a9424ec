package dev.homeroom.dashboards;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.homeroom.cache.Answer;
import dev.homeroom.cache.CacheKey;
import dev.homeroom.cache.Region;
import dev.homeroom.cache.Tag;
import dev.homeroom.schools.TermDay;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A widget with a cache entry of its own. It names the entry's region, the figures in it, and the
 * writes that make it void.
 *
 * @param <T> the type of the region's values
 * @param region of the entry, whose key has the subject's id, the widget's name and the term
 * @param name its name in the dashboard
 * @param figure makes the value
 * @param figures makes the values of several schools; null if each costs statements of its own
 * @param tags of the entry, besides those of its school, region and key
 */
record StoredWidget<T>(
    Region<T> region,
    String name,
    Figure<T> figure,
    @Nullable SchoolFigures<T> figures,
    List<WidgetTag> tags)
    implements Widget {
  StoredWidget {
    tags = List.copyOf(tags);
  }

  /**
   * Makes the value of a widget from the database.
   *
   * @param <T> the type of the value: an object of named figures and lists
   */
  @FunctionalInterface
  interface Figure<T> {
    /** Returns the value; throws if the database is away. */
    T of(WidgetFrame in);
  }

  /**
   * Makes the values of a widget for several schools, with as many statements as for one.
   *
   * @param <T> the type of the values
   */
  @FunctionalInterface
  interface SchoolFigures<T> {
    /** Returns the values, in the order of the schools; throws if the database is away. */
    List<T> of(List<TermDay> schools);
  }

  /** A value, and the endpoints of the lists behind its figures, by the list's name. */
  private record LinkedValue(@JsonUnwrapped Object value, Map<String, String> links) {}

  /** Declares a widget. */
  static <T> StoredWidget<T> of(
      Region<T> region, String name, Figure<T> figure, WidgetTag... tags) {
    return new StoredWidget<>(region, name, figure, null, List.of(tags));
  }

  /** Declares a widget of schools, whose missing entries are loaded together. */
  static <T> StoredWidget<T> ofSchools(
      Region<T> region, String name, SchoolFigures<T> figures, WidgetTag... tags) {
    Figure<T> ofOne = in -> figures.of(List.of(in.termDay())).get(0);
    return new StoredWidget<>(region, name, ofOne, figures, List.of(tags));
  }

  /** Returns the same widget with {@code links} to the lists behind its figures. */
  static StoredWidget<Object> linked(
      StoredWidget<Object> widget, Function<Viewed, Map<String, String>> links) {
    Figure<Object> plain = widget.figure();
    return new StoredWidget<>(
        widget.region(),
        widget.name(),
        in -> new LinkedValue(plain.of(in), links.apply(in.viewed())),
        null,
        widget.tags());
  }

  /** Returns the key of a subject's entry; the keys of the one district name no id. */
  CacheKey<T> key(Viewed viewed) {
    Supplier<List<Tag>> own = () -> WidgetTag.of(tags, viewed);
    return viewed.schoolId() == null
        ? region.key(viewed.scope(), own, name, viewed.term())
        : region.key(viewed.scope(), own, viewed.id(), name, viewed.term());
  }

  @Override
  public void addReads(Viewed viewed, WidgetReads reads) {
    reads.add(this, viewed);
  }

  @Override
  public Answer<?> answer(Viewed viewed, List<Answer<?>> found, int from, int to) {
    return found.get(from);
  }
}
