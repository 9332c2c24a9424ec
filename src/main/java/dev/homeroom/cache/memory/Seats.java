package dev.homeroom.cache.memory;

import org.jspecify.annotations.Nullable;

/**
 * An unordered collection that selects nearly the least recently used element, as Redis does: the
 * oldest one of a sample of eight. Not safe for threads.
 */
final class Seats<T extends Seats.Seated> {
  /** Ehcache takes as many; with ten, Redis comes "very close" to the true order. */
  private static final int SAMPLE = 8;

  /** 2⁶⁴ over the golden ratio: its multiples lie evenly all over (Knuth, TAOCP 3, 6.4). */
  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  /** The elements, from 0 to size; null beyond. */
  private final @Nullable Seated[] seats;

  private int size;
  private long stride;

  /** An element of the collection. */
  abstract static class Seated {
    private int seat;

    /** Returns when it was used last, as {@link Bounds#now} tells time. */
    abstract int used();
  }

  /** Makes all places at once: no growing, so nothing here can fail. */
  Seats(int most) {
    seats = new Seated[most];
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
    T next = any(spared);
    for (int i = 1; i < SAMPLE; i++) {
      T other = any(spared);
      // By difference, so that the counter may overflow: only what is unused for 2³¹ looks young.
      if (other.used() - next.used() < 0) {
        next = other;
      }
    }
    return next;
  }

  @SuppressWarnings("unchecked") // Only add() writes here.
  private T any(@Nullable T spared) {
    stride += STRIDE;
    int place = (int) (((stride >>> 32) * size) >>> 32);
    Seated one = seats[place];
    return (T) (one == spared && size > 1 ? seats[place == 0 ? 1 : place - 1] : one);
  }
}
