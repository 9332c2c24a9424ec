package dev.homeroom.dashboards;

import dev.homeroom.cache.BulkLoader;
import dev.homeroom.cache.BulkMember;
import dev.homeroom.cache.LoadScope;
import dev.homeroom.cache.Loader;
import dev.homeroom.cache.ReadRequest;
import java.util.ArrayList;
import java.util.List;

/** Collects the entries that a dashboard needs, so that one call of the cache brings them all. */
final class WidgetReads {
  private final WidgetLoads loads;
  private final List<ReadRequest<?>> wanted;
  private final int[] ends;
  private int ended;

  WidgetReads(WidgetLoads loads, int widgets) {
    this.loads = loads;
    this.wanted = new ArrayList<>(widgets);
    this.ends = new int[widgets];
  }

  /** The loader of one entry. Loads of one widget share a part of the loader threads. */
  private record WidgetLoader<T>(WidgetLoads loads, StoredWidget<T> widget, Viewed viewed)
      implements Loader<T> {
    @Override
    public T load(LoadScope scope) {
      return loads.load(widget, viewed, scope);
    }

    @Override
    public String kind() {
      return widget.name();
    }
  }

  /** Loads the entries of one widget for several schools. */
  private record SchoolsLoader<T>(
      WidgetLoads loads, String name, StoredWidget.SchoolFigures<T> figures)
      implements BulkLoader<Viewed, T> {
    @Override
    public List<ValueMaker<T>> load(List<Viewed> schools) {
      return loads.loadAll(figures, schools);
    }

    @Override
    public String kind() {
      return name;
    }
  }

  /** Adds all entries of a subject's next widget. */
  void addAll(Widget widget, Viewed viewed) {
    widget.addReads(viewed, this);
    ends[ended++] = wanted.size();
  }

  /** Adds a widget's entry of a subject. */
  <T> void add(StoredWidget<T> widget, Viewed viewed) {
    wanted.add(new ReadRequest<>(widget.key(viewed), loader(widget, viewed)));
  }

  private <T> Loader<T> loader(StoredWidget<T> widget, Viewed viewed) {
    StoredWidget.SchoolFigures<T> figures = widget.figures();
    return figures == null
        ? new WidgetLoader<>(loads, widget, viewed)
        : new BulkMember<>(new SchoolsLoader<>(loads, widget.name(), figures), viewed);
  }

  /** Returns, for each widget, the number of entries up to its last. */
  int[] ends() {
    return ends.clone();
  }

  /** Returns them in the order in which they were added. */
  List<ReadRequest<?>> all() {
    return wanted;
  }
}
