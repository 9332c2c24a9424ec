package dev.homeroom.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.matrix.AccessTable.Row;
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
    assertThat(AccessTable.deployed())
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

  private static Set<String> endpoints(Predicate<Row> which) {
    return ROWS.stream()
        .filter(which)
        .map(Row::endpoint)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
