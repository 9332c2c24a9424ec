package dev.homeroom.cache.memory;

import dev.homeroom.cache.spi.EvictionPolicy;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A policy to the letter, by what the seeds say of it: each use moves it in an order of all. */
final class ExactPolicy {
  private record Place(long used, long reads, long since, String id) {}

  private final EvictionPolicy policy;
  private final int most;
  private final Map<String, Place> places = new HashMap<>();
  private final TreeSet<Place> order;
  private long time;

  ExactPolicy(EvictionPolicy policy, int most) {
    this.policy = policy;
    this.most = most;
    Comparator<Place> bySince = Comparator.comparingLong(Place::since);
    this.order =
        new TreeSet<>(
            switch (policy) {
              case LRU -> Comparator.comparingLong(Place::used);
              case LFU -> Comparator.comparingLong(Place::reads).thenComparing(bySince);
              default -> bySince;
            });
  }

  boolean read(String id) {
    Place place = places.get(id);
    if (place == null) {
      return false;
    }
    set(place, new Place(time++, place.reads() + 1, place.since(), id));
    return true;
  }

  /** Returns what went for it: itself if it was refused, null if nothing did. */
  @Nullable String put(String id) {
    Place old = places.get(id);
    if (old != null) {
      set(old, new Place(time++, old.reads(), old.since(), id));
      return null;
    }
    if (places.size() == most && policy == EvictionPolicy.NONE) {
      return id;
    }
    String gone = null;
    if (places.size() == most) {
      Place first = order.first();
      order.remove(first);
      places.remove(first.id());
      gone = first.id();
    }
    Place place = new Place(time, 0, time++, id);
    places.put(id, place);
    order.add(place);
    return gone;
  }

  private void set(Place old, Place next) {
    order.remove(old);
    order.add(next);
    places.put(next.id(), next);
  }
}
