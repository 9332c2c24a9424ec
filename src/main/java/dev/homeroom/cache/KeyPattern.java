package dev.homeroom.cache;

import java.util.Arrays;

/** The pattern of a region's keys, split at its placeholders once. */
final class KeyPattern {
  private final String text;

  /** The texts around the placeholders, one more than there are placeholders. */
  private final String[] around;

  /** Splits a pattern, in which each {@code {}} is the placeholder of a part. */
  KeyPattern(String text) {
    this.text = text;
    this.around = (":" + text).split("\\{\\}", -1);
  }

  /**
   * Returns a key's text: the scope, and the pattern with a part in each placeholder.
   *
   * @throws InvalidKeyException if it would be longer than 512 bytes
   * @throws IllegalArgumentException if there are more or fewer parts than placeholders
   */
  String fill(Scope scope, String... parts) {
    if (parts.length != around.length - 1) {
      throw new IllegalArgumentException(
          "pattern " + text + " does not take the parts " + Arrays.toString(parts));
    }
    return Text.bounded("key", filled(scope, parts));
  }

  /** Fills a pattern of few parts by one concatenation: no garbage but the text itself. */
  private String filled(Scope scope, String... parts) {
    return switch (parts.length) {
      case 1 -> scope.kind() + scope.id() + around[0] + Text.encoded(parts[0]) + around[1];
      case 2 ->
          scope.kind()
              + scope.id()
              + around[0]
              + Text.encoded(parts[0])
              + around[1]
              + Text.encoded(parts[1])
              + around[2];
      case 3 ->
          scope.kind()
              + scope.id()
              + around[0]
              + Text.encoded(parts[0])
              + around[1]
              + Text.encoded(parts[1])
              + around[2]
              + Text.encoded(parts[2])
              + around[3];
      default -> anyNumber(scope, parts);
    };
  }

  private String anyNumber(Scope scope, String... parts) {
    StringBuilder filled = new StringBuilder(scope.text()).append(around[0]);
    for (int i = 0; i < parts.length; i++) {
      filled.append(Text.encoded(parts[i])).append(around[i + 1]);
    }
    return filled.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
