package dev.homeroom.auth;

import dev.homeroom.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses new passwords that are too short, too long, common, or made of words of the school. Every
 * character is allowed, and no kind of character is asked for (ASVS 6.2.1 to 6.2.12; NIST SP
 * 800-63B §3.1.1).
 */
@ApplicationScoped
class PasswordRules {
  /** The fewest characters, counted as code points: the password is the only factor. */
  static final int MIN_LENGTH = 15;

  /** The shortest word of a name that counts. */
  private static final int MIN_WORD = 3;

  /** The fewest letters that a password has besides words of the school and common words. */
  private static final int MIN_OWN_LETTERS = 8;

  private static final String PRODUCT = "homeroom";

  private final CommonPasswords common = new CommonPasswords();

  /**
   * Refuses what is no good password for anybody.
   *
   * @param field the password's name in the request
   * @param password null if the request has none
   * @return the password in form NFC
   * @throws ProblemException 400 with the rule {@code required}, {@code size} or {@code common}
   */
  String requireGood(String field, @Nullable String password) {
    if (password == null || password.isEmpty()) {
      throw ProblemException.field(field, "required", "The password is missing.");
    }
    String text = PasswordHashing.normalised(password);
    if (text.codePointCount(0, text.length()) < MIN_LENGTH
        || text.length() > PasswordHashing.MAX_LENGTH) {
      throw ProblemException.field(
          field, "size", "A password has at least 15 characters, and at most 1,024.");
    }
    if (common.contains(text)) {
      throw ProblemException.field(
          field, "common", "Many people have this password, or one that is made like it.");
    }
    return text;
  }

  /**
   * Refuses a password that consists of the person's or the school's names and little else.
   *
   * @param password in form NFC
   * @param names the user name, the person's name, the school's name
   * @throws ProblemException 400 with the rule {@code school_word}
   */
  void requireNoNames(String field, String password, Collection<String> names) {
    String plain = password.toLowerCase(Locale.ROOT);
    List<String> words = wordsOf(names);
    if (isOfNames(plain, words) || isOfNames(CommonPasswords.withLetters(plain), words)) {
      throw ProblemException.field(
          field,
          "school_word",
          "The password consists of your name, your user name, the school's name or Homeroom's, and"
              + " little else.");
    }
  }

  private boolean isOfNames(String password, List<String> words) {
    String rest = password;
    for (String word : words) {
      rest = rest.replace(word, " ");
    }
    String own = common.withoutWords(CommonPasswords.lettersOf(rest));
    return !rest.equals(password) && own.codePointCount(0, own.length()) < MIN_OWN_LETTERS;
  }

  /** Returns the names and their parts, the longest first. */
  private static List<String> wordsOf(Collection<String> names) {
    return Stream.concat(Stream.of(PRODUCT), names.stream())
        .map(name -> PasswordHashing.normalised(name).toLowerCase(Locale.ROOT))
        .flatMap(name -> Stream.concat(Stream.of(name), Stream.of(name.split("\\P{L}+", -1))))
        .filter(word -> word.length() >= MIN_WORD)
        .distinct()
        .sorted(Comparator.comparing(String::length).reversed())
        .toList();
  }
}
