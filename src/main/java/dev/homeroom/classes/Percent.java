package dev.homeroom.classes;

import org.jspecify.annotations.Nullable;

/** Shares in per cent, with one decimal. */
final class Percent {
  private Percent() {}

  /** Returns what a part is of the whole; null if the whole is nothing. */
  static @Nullable Double of(double part, double whole) {
    return whole <= 0 ? null : Math.round(part / whole * 1000) / 10.0;
  }
}
