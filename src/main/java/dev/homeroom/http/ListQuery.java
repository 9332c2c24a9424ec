package dev.homeroom.http;

import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of a list that a caller asks for: the query parameters {@code page}, {@code size},
 * {@code sort}, and the filters that the list has.
 *
 * @param page from 0, at most {@link #MAX_PAGE}
 * @param size the rows of a page, 1 to {@link #MAX_SIZE}
 * @param sort the name of the order, one of those that the list has
 * @param descending whether the order is reversed, by a minus before its name
 * @param filters by name, without empty ones; each value is in Unicode's form NFC and has at most
 *     {@link #MAX_FILTER} characters, none of them a control character
 */
public record ListQuery(
    int page, int size, String sort, boolean descending, SortedMap<String, String> filters) {
  /** The size of a page that names none. */
  public static final int DEFAULT_SIZE = 50;

  /** The most rows of a page. */
  public static final int MAX_SIZE = 200;

  /** The last page: nobody turns so many, and the database counts through all before it. */
  public static final int MAX_PAGE = 10_000;

  /** The longest value of a filter. */
  public static final int MAX_FILTER = 200;

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,5}");
  private static final int DIGEST_CHARACTERS = 16;

  /** Copies the filters. */
  public ListQuery {
    filters = Collections.unmodifiableSortedMap(new TreeMap<>(filters));
  }

  /**
   * Reads the query parameters of a request.
   *
   * @param sorts the orders that the list has, the usual one first, with a minus before it if it is
   *     usually reversed
   * @param filters the filters that the list has
   * @throws ProblemException 400 for a parameter that the list does not have, and for a value out
   *     of range
   */
  public static ListQuery of(
      MultivaluedMap<String, String> parameters, List<String> sorts, Set<String> filters) {
    SortedMap<String, String> given = new TreeMap<>();
    int page = 0;
    int size = DEFAULT_SIZE;
    String sort = sorts.get(0);
    for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
      String name = parameter.getKey();
      String value = single(name, parameter.getValue());
      switch (name) {
        case "page" -> page = number(name, value, 0, MAX_PAGE);
        case "size" -> size = number(name, value, 1, MAX_SIZE);
        case "sort" -> sort = sort(value, sorts);
        default -> filter(name, value, filters, given);
      }
    }
    boolean descending = sort.startsWith("-");
    return new ListQuery(page, size, descending ? sort.substring(1) : sort, descending, given);
  }

  /** Returns a filter's value; empty if it was not given. */
  public Optional<String> filter(String name) {
    return Optional.ofNullable(filters.get(name));
  }

  /** Returns the number of rows before the page. */
  public int offset() {
    return page * size;
  }

  /** Returns the rows of the page, of a whole list that is sorted already. */
  public <T> List<T> rowsOf(Stream<T> sorted) {
    return sorted.skip(offset()).limit(size).toList();
  }

  /** Returns the page as the answer names it. */
  public Page page(long total) {
    return new Page(page, size, total);
  }

  /** Returns the part of a cache key that names this part of this list: 16 hexadecimal digits. */
  public String digest() {
    return digest("page=" + page + "&size=" + size + "&sort=" + (descending ? "-" : "") + sort);
  }

  /** Returns the part of a cache key that names the filtered list, whatever its page and order. */
  public String filterDigest() {
    return digest("");
  }

  private String digest(String start) {
    StringBuilder text = new StringBuilder(start);
    // Lengths keep a value that looks like two parameters apart from two parameters.
    filters.forEach(
        (name, value) ->
            text.append('&')
                .append(name)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String single(String name, List<String> values) {
    if (values.size() != 1) {
      throw ProblemException.field(name, "single", name + " is given twice.");
    }
    return values.get(0);
  }

  private static int number(String name, String value, int least, int most) {
    if (NUMBER.matcher(value).matches()) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw ProblemException.field(
        name, "range", name + " is a number from " + least + " to " + most + ".");
  }

  private static String sort(String value, List<String> sorts) {
    String name = value.startsWith("-") ? value.substring(1) : value;
    List<String> names = sorts.stream().map(each -> each.replaceFirst("^-", "")).toList();
    if (!names.contains(name)) {
      throw ProblemException.field(
          "sort", "one_of", "sort is one of " + String.join(", ", names) + ", or - and one.");
    }
    return value;
  }

  private static void filter(
      String name, String text, Set<String> filters, Map<String, String> given) {
    if (!filters.contains(name)) {
      throw ProblemException.field(name, "unknown", "This list has no parameter of this name.");
    }
    // As the texts of bodies are: see StrictTypes.
    String value = Normalizer.normalize(text, Normalizer.Form.NFC);
    if (value.length() > MAX_FILTER) {
      throw ProblemException.field(
          name, "size", name + " has at most " + MAX_FILTER + " characters.");
    }
    // PostgreSQL refuses the character 0 in a text.
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw ProblemException.field(name, "format", name + " is text without control characters.");
    }
    if (!value.isEmpty()) {
      given.put(name, value);
    }
  }
}
