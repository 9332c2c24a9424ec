package dev.homeroom.auth;

import java.util.Set;

/** The common words, and what of a text consists of them. Texts are letters in lower case. */
final class CommonWords {
  /** More letters than this are not looked at for common words. */
  private static final int MAX_LETTERS = 200;

  private final Set<String> words;

  CommonWords(Set<String> words) {
    this.words = Set.copyOf(words);
  }

  /** Returns a text without the common words in it, which are looked for from left to right. */
  String without(String letters) {
    StringBuilder rest = new StringBuilder();
    int i = 0;
    while (i < letters.length()) {
      int end = i;
      for (String word : words) {
        if (letters.startsWith(word, i)) {
          end = Math.max(end, i + word.length());
        }
      }
      if (end == i) {
        rest.append(letters.charAt(i));
        end++;
      }
      i = end;
    }
    return rest.toString();
  }

  /** Returns whether letters are one or two common words, each any number of times. */
  boolean makeUp(String letters) {
    return !letters.isEmpty()
        && letters.length() <= MAX_LETTERS
        && words.stream().filter(letters::startsWith).anyMatch(one -> isOf(letters, one));
  }

  /** Returns whether a text consists of a word that it begins with and at most one other. */
  private boolean isOf(String letters, String one) {
    int end = 0;
    while (letters.startsWith(one, end)) {
      end += one.length();
      String rest = letters.substring(end);
      boolean made =
          words.stream().filter(rest::startsWith).anyMatch(other -> consistsOf(rest, one, other));
      if (rest.isEmpty() || made) {
        return true;
      }
    }
    return false;
  }

  private static boolean consistsOf(String text, String one, String other) {
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    for (int i = 0; i < text.length(); i++) {
      if (reached[i]) {
        for (String word : new String[] {one, other}) {
          if (text.startsWith(word, i)) {
            reached[i + word.length()] = true;
          }
        }
      }
    }
    return reached[text.length()];
  }
}
