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
 * Finds passwords that many people choose: those of a list, and those that consist of {@link
 * CommonWords} with digits and marks. Upper and lower case, and digits in the place of letters as
 * in {@code p4ssw0rd}, make no difference (ASVS 6.2.4; NIST SP 800-63B §3.1.1.2).
 */
final class CommonPasswords {
  private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");
  private static final Pattern OUTER = Pattern.compile("^\\P{L}+|\\P{L}+$");

  private final Set<String> passwords;
  private final CommonWords words;

  /** Reads the lists; {@code passwords} and {@code words} are resources beside this class. */
  CommonPasswords(String passwords, String words) {
    this.passwords = read(passwords);
    this.words = new CommonWords(read(words));
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
        || words.makeUp(lettersOf(plain))
        || words.makeUp(lettersOf(spelled));
  }

  /** Returns a text without the common words in it. */
  String withoutWords(String letters) {
    return words.without(letters);
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
}
