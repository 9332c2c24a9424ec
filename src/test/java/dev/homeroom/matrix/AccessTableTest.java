package dev.homeroom.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.matrix.AccessTable.Row;
import dev.homeroom.testkit.DeployedEndpoints;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessTableTest {
  private static final List<Row> ROWS = AccessTable.rows();

  @Test
  void everyEndpoint_isInTheTable_andNoneIsPendingThatIsDeployed() {
    Set<String> known = endpoints(row -> !row.is("pending"));
    assertThat(DeployedEndpoints.names())
        .as("give a new endpoint its rows, or take the word pending from them")
        .isEqualTo(known);
    assertThat(endpoints(row -> row.is("pending"))).doesNotContainAnyElementsOf(known);
  }

  @Test
  void rows_areDistinct_andEachNamesItsIds() {
    assertThat(ROWS.stream().map(Row::toString)).doesNotHaveDuplicates();
    for (Row row : ROWS) {
      String path = row.path();
      for (String part : row.ids().keySet()) {
        assertThat(path).as("%s", row).contains("{" + part + "}");
        path = path.replace("{" + part + "}", "");
      }
      assertThat(path).as("a part without an id in %s", row).doesNotContain("{");
    }
  }

  @Test
  void everyGuardedRow_hasAnAllowedCellBesideItsRefusedOnes() {
    for (Row row : ROWS) {
      if (!row.is("public") && !row.is("unasked")) {
        assertThat(AccessTable.CALLERS).as("%s", row).anyMatch(row::isRefused);
        assertThat(AccessTable.CALLERS).as("%s", row).anyMatch(caller -> !row.isRefused(caller));
      }
    }
  }

  /** What an id in a path may belong to, and each kind must be tried; other parts have no such. */
  @Test
  void everyPartThatIsAnId_isOfTheOwnSchool_ofAnother_absent_andMalformed() {
    Set<String> missing = new TreeSet<>();
    for (Row row : ROWS) {
      if (row.is("pending")) {
        continue;
      }
      for (String part : row.ids().keySet()) {
        if (!Set.of("name", "date", "q").contains(part)) {
          Set<String> kinds = kinds(row.endpoint() + "?" + row.path().contains("?"), part);
          if (!kinds.containsAll(Set.of("1", "2", "absent", "malformed"))) {
            missing.add(row.method() + " " + row.path() + " " + part + " " + kinds);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static Set<String> kinds(String endpoint, String part) {
    return ROWS.stream()
        .filter(row -> endpoint.equals(row.endpoint() + "?" + row.path().contains("?")))
        .filter(row -> row.ids().containsKey(part))
        .map(row -> kind(row.ids().get(part)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String kind(String symbol) {
    if (symbol.equals("absent") || symbol.equals("malformed")) {
      return symbol;
    }
    return symbol.endsWith("2") ? "2" : "1";
  }

  private static Set<String> endpoints(Predicate<Row> which) {
    return ROWS.stream()
        .filter(which)
        .map(Row::endpoint)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
