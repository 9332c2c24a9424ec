package dev.homeroom.auth;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds passwords that many people choose: those of a list, and those that consist of one or two
 * common words, any number of times, with digits and marks. Upper and lower case, and digits in the
 * place of letters as in {@code p4ssw0rd}, make no difference (ASVS 6.2.4; NIST SP 800-63B
 * §3.1.1.2).
 */
final class CommonPasswords {
  /** More letters than this are not looked at for common words. */
  private static final int MAX_LETTERS = 200;

  private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");
  private static final Pattern OUTER = Pattern.compile("^\\P{L}+|\\P{L}+$");

  private final Set<String> passwords;
  private final Set<String> words;

  /** Reads the lists; {@code passwords} and {@code words} are resources beside this class. */
  CommonPasswords(String passwords, String words) {
    this.passwords = read(passwords);
    this.words = read(words);
  }

  /** Reads the lists of the product. */
  CommonPasswords() {
    this("common-passwords.txt", "common-words.txt");
  }

  private static Set<String> read(String resource) {
    try (InputStream in = CommonPasswords.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("# "))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the number of listed passwords. */
  int size() {
    return passwords.size();
  }

  /** Returns whether a password in form NFC is common. */
  boolean contains(String password) {
    String plain = password.toLowerCase(Locale.ROOT);
    String spelled = withLetters(OUTER.matcher(plain).replaceAll(""));
    return plain.isBlank()
        || passwords.contains(plain)
        || passwords.contains(spelled)
        || isOfCommonWords(lettersOf(plain))
        || isOfCommonWords(lettersOf(spelled));
  }

  /** Returns a text without the common words in it, which are looked for from left to right. */
  String withoutWords(String letters) {
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

  static String lettersOf(String text) {
    return NO_LETTERS.matcher(text).replaceAll("");
  }

  /** Replaces digits and marks by the letters that they often stand for. */
  static String withLetters(String text) {
    StringBuilder spelled = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int at = "013457@$".indexOf(text.charAt(i));
      spelled.append(at < 0 ? text.charAt(i) : "oieastas".charAt(at));
    }
    return spelled.toString();
  }

  private boolean isOfCommonWords(String letters) {
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
