package dev.homeroom.cache;

/**
 * A name that a write replaces: every entry with it is void from that commit on.
 *
 * @param name {@code kind:part}, for instance {@code user:42}; ASCII, parts percent-encoded, 1 to
 *     516 characters
 */
public record Tag(String name) implements Comparable<Tag> {

  /** Checks that {@link #of} could have made the name. */
  public Tag {
    if (name.isEmpty() || name.length() > Text.MAX_BYTES + 4) {
      throw new InvalidKeyException("a tag has 1 to 516 characters, this one " + name.length());
    }
  }

  /**
   * Returns the tag of one thing of a kind: {@code of("user", "42")} is {@code user:42}.
   *
   * @throws InvalidKeyException if it would be longer than 512 bytes
   */
  public static Tag of(String kind, String... parts) {
    StringBuilder text = new StringBuilder(kind);
    for (String part : parts) {
      text.append(':').append(Text.encoded(part));
    }
    return new Tag(Text.bounded("tag", text.toString()));
  }

  /** Returns the tag of all entries of a region. */
  public static Tag region(String region) {
    return new Tag("region:" + region);
  }

  /** Returns the tag of this key's entry alone, which {@code delete} replaces. */
  public static Tag key(String key) {
    return new Tag("key:" + key);
  }

  @Override
  public int compareTo(Tag other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
