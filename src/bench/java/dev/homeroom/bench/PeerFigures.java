package dev.homeroom.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the figures of all rounds, and makes the table of them. */
final class PeerFigures {
  private final Map<Integer, Map<PeerCase, List<Figure>>> all = new HashMap<>();

  /** What one round gave for a call: its time on one thread, and the bytes it allocated. */
  record Figure(double nanos, double garbageBytes) {}

  /** Adds the figure of the next round. */
  void add(PeerCase one, int threads, Figure figure) {
    all.computeIfAbsent(threads, ignored -> new EnumMap<>(PeerCase.class))
        .computeIfAbsent(one, ignored -> new ArrayList<>())
        .add(figure);
  }

  /** Returns a row a case and number of threads, in Markdown. */
  String table(List<Integer> threads) {
    StringBuilder out =
        new StringBuilder()
            .append("| | threads | ns a call, min / median / max | calls a second, median ")
            .append("| bytes of garbage a call | times as fast as JetCache |\n")
            .append("|---|---|---|---|---|---|\n");
    for (int number : threads) {
      for (PeerCase one : PeerCase.values()) {
        out.append(row(one, number));
      }
    }
    return out.toString();
  }

  private String row(PeerCase one, int threads) {
    List<Figure> figures = all.get(threads).get(one);
    double[] nanos = sorted(figures.stream().mapToDouble(Figure::nanos).toArray());
    double[] bytes = sorted(figures.stream().mapToDouble(Figure::garbageBytes).toArray());
    return String.format(
        Locale.ROOT,
        "| %s | %d | %s | %,.0f | %,.0f | %s |%n",
        one.title(),
        threads,
        minMedianMax(nanos, "%,.0f"),
        threads * 1e9 / median(nanos),
        median(bytes),
        one == PeerCase.JETCACHE || one == PeerCase.KEY
            ? "–"
            : minMedianMax(ratios(figures, all.get(threads).get(PeerCase.JETCACHE)), "%.2f"));
  }

  /** Each round by itself: what the machine did meanwhile touched both. */
  private static double[] ratios(List<Figure> figures, List<Figure> jetCache) {
    double[] ratios = new double[figures.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = jetCache.get(i).nanos() / figures.get(i).nanos();
    }
    return sorted(ratios);
  }

  private static double[] sorted(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String minMedianMax(double[] sorted, String format) {
    return String.format(
        Locale.ROOT,
        format + " / " + format + " / " + format,
        sorted[0],
        median(sorted),
        sorted[sorted.length - 1]);
  }
}
