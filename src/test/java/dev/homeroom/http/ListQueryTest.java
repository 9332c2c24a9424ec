package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListQueryTest {
  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0000", "a\r\nb", "\t", "a\u007f", "\u0085"})
  void of_controlCharacterInAFilter_isRefused(String value) {
    assertThatThrownBy(() -> query(value))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
              assertThat(refused.errors().get(0).field()).isEqualTo("q");
            });
  }

  @Test
  void of_otherText_isAFilter() {
    for (String value : List.of("a", "' or 1=1 --", "%_*", "\u00e9\ud83d\ude00", "<b>")) {
      assertThat(query(value).filter("q")).contains(value);
    }
    assertThat(query("").filter("q")).isEmpty();
  }

  /** Lists that differ in rows have entries of their own, also where a filter looks like two. */
  @Test
  void digest_ofEachListThereIs_isAnother_andTheTotalsKnowFiltersAlone() {
    Set<String> lists = new HashSet<>();
    Set<String> totals = new HashSet<>();
    int listed = 0;
    for (String q : List.of("", "a", "ab", "a&role=1:b", "a&role=b", "1:a", "A", "page=1")) {
      for (String role : List.of("", "b", "1:b", "a", "b&size=2")) {
        for (String page : List.of("0", "1", "11")) {
          for (String size : List.of("1", "2", "11")) {
            for (String sort : List.of("name", "-name", "age")) {
              ListQuery query =
                  list("q", q, "role", role, "page", page, "size", size, "sort", sort);
              lists.add(query.digest());
              totals.add(query.filterDigest());
              listed++;
            }
          }
        }
      }
    }
    assertThat(lists).hasSize(listed).hasSize(1_080).allMatch(text -> text.matches("[0-9a-f]{16}"));
    assertThat(totals).hasSize(40);
  }

  @Test
  void of_listThatIsUsuallyReversed_takesBothOrders() {
    assertThat(reversed(Map.of())).isEqualTo(reversed(Map.of("sort", "-at")));
    assertThat(reversed(Map.of()).sort()).isEqualTo("at");
    assertThat(reversed(Map.of()).descending()).isTrue();
    assertThat(reversed(Map.of("sort", "at")).descending()).isFalse();
    assertThatThrownBy(() -> reversed(Map.of("sort", "--at"))).isInstanceOf(ProblemException.class);
  }

  private static ListQuery reversed(Map<String, String> parameters) {
    return ListQuery.of(new MultivaluedHashMap<>(parameters), List.of("-at"), Set.of());
  }

  @Test
  void digest_ofOneListAskedForInOtherWords_isTheSame() {
    String digest = list("q", "a", "role", "b").digest();
    assertThat(list("role", "b", "q", "a").digest()).isEqualTo(digest);
    assertThat(list("sort", "name", "role", "b", "size", "50", "q", "a", "page", "0").digest())
        .isEqualTo(digest);
    assertThat(list("q", "").digest()).isEqualTo(list().digest());
  }

  private static ListQuery list(String... parameters) {
    // In the order of the caller's words.
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i += 2) {
      given.put(parameters[i], List.of(parameters[i + 1]));
    }
    return ListQuery.of(
        new AbstractMultivaluedMap<>(given) {}, List.of("name", "age"), Set.of("q", "role"));
  }

  private static ListQuery query(String text) {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>(Map.of("q", text));
    return ListQuery.of(parameters, List.of("name"), Set.of("q"));
  }
}
