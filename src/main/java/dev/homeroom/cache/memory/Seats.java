package dev.homeroom.cache.memory;

import org.jspecify.annotations.Nullable;

/**
 * An unordered collection that selects nearly the least used element, as Redis does: that of a
 * sample of eight. If there are no more than eight, it is exact. Not safe for threads.
 */
final class Seats<T extends Seats.Seated> {
  /** Ehcache takes as many; with ten, Redis comes "very close" to the true order. */
  private static final int SAMPLE = 8;

  /** 2⁶⁴ over the golden ratio: its multiples lie evenly all over (Knuth, TAOCP 3, 6.4). */
  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  /** The elements, from 0 to size; null beyond. */
  private final @Nullable Seated[] seats;

  /** Whether uses decide, and only among equals which came first; else that alone. */
  private final boolean byUse;

  private int size;
  private long stride;

  /** An element of the collection. Its figures are compared by difference: they may overflow. */
  abstract static class Seated {
    private int seat;

    /** Returns a figure that is greater the later, or the more often, it was used. */
    abstract int used();

    /** Returns when it came, as {@link Bounds} tells time. */
    abstract int since();
  }

  /** Makes all places at once: no growing, so nothing here can fail. */
  Seats(int most, boolean byUse) {
    this.seats = new Seated[most];
    this.byUse = byUse;
  }

  int size() {
    return size;
  }

  void add(T one) {
    Seated seated = one;
    seats[size] = one;
    seated.seat = size;
    size++;
  }

  /** Gives the seat of one to another. */
  void replace(T old, T one) {
    Seated gone = old;
    Seated seated = one;
    seats[gone.seat] = one;
    seated.seat = gone.seat;
  }

  /** Forgets one; the last one takes its seat. */
  void remove(T one) {
    Seated seated = one;
    size--;
    Seated moved = seats[size];
    if (moved != null) {
      seats[seated.seat] = moved;
      moved.seat = seated.seat;
    }
    seats[size] = null;
  }

  /** Returns the one to go next, never the spared one, unless it is alone. */
  T next(@Nullable T spared) {
    boolean isAll = size <= (spared == null ? SAMPLE : SAMPLE + 1);
    int looks = isAll ? size : SAMPLE - 1;
    T next = any(spared);
    for (int i = 0; i < looks; i++) {
      T other = isAll ? at(i) : any(spared);
      if (other != spared && isBefore(other, next)) {
        next = other;
      }
    }
    return next;
  }

  private boolean isBefore(Seated one, Seated other) {
    int difference = byUse ? one.used() - other.used() : 0;
    return difference == 0 ? one.since() - other.since() < 0 : difference < 0;
  }

  private T any(@Nullable T spared) {
    stride += STRIDE;
    int place = (int) (((stride >>> 32) * size) >>> 32);
    T one = at(place);
    return one == spared && size > 1 ? at(place == 0 ? 1 : place - 1) : one;
  }

  /** Returns the one of a place from 0 to size. */
  @SuppressWarnings("unchecked") // Only add() writes here.
  T at(int place) {
    return (T) seats[place];
  }
}
