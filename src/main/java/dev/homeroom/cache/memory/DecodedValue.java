package dev.homeroom.cache.memory;

/** A value that was read from an entry's payload, and is kept beside it. */
final class DecodedValue extends Seats.Seated {
  /** The bytes that are counted for this object. */
  private static final long AROUND = 32;

  private final MemoryEntry of;
  private final Object value;
  private final long bytes;

  /** Makes it, not kept yet; {@code bytes} is the heap that the value takes. */
  DecodedValue(MemoryEntry of, Object value, long bytes) {
    this.of = of;
    this.value = value;
    this.bytes = bytes + AROUND;
  }

  void keep() {
    of.value(this);
    of.entry().decoded(value);
  }

  void letGo() {
    of.value(null);
    of.entry().decoded(null);
  }

  @Override
  int used() {
    return of.used();
  }

  @Override
  int since() {
    return of.since();
  }

  long bytes() {
    return bytes;
  }
}
