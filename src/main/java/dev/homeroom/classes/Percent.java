package dev.homeroom.classes;

import org.jspecify.annotations.Nullable;

/** Computes percentages with one decimal. */
final class Percent {
  private Percent() {}

  /** Returns the percentage of a part; null if the whole is 0 or less. */
  static @Nullable Double of(double part, double whole) {
    return whole <= 0 ? null : Math.round(part / whole * 1000) / 10.0;
  }
}
