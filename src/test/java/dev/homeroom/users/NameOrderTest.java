package dev.homeroom.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.sql.NameOrder;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestDatabase;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class NameOrderTest {
  @Test
  void keyOf_sortsAsPeopleDo_notByBytes() {
    assertThat(
            Stream.of("Zebra", "Öz", "apfel", "Apfel", "Émile", "Emil", "Ähre", "Łukasz", "李")
                .sorted(Comparator.comparing(NameOrder::keyOf)))
        .containsExactly("Ähre", "apfel", "Apfel", "Emil", "Émile", "Łukasz", "Öz", "Zebra", "李");
  }

  @Test
  void keyOf_isHexadecimal_withoutTheLastByte_andCutAtAByte() {
    assertThat(NameOrder.keyOf("Ann")).matches("([0-9a-f]{2})+").doesNotEndWith("00");
    assertThat(NameOrder.keyOf("李".repeat(200))).hasSize(400);
    assertThat(NameOrder.keyOf("Ann")).isNotEqualTo(NameOrder.keyOf("ann"));
  }

  @Test
  void writeKeys_fillsRowsOfBefore_inBatches_andNoOthers() {
    DataSource database = TestDatabase.empty();
    Queries queries = new Queries(database);
    int people = StoredNames.BATCH + 2;
    queries.batch(
        "insert into person (id, name, kind) values (?, ?, 'staff')",
        Stream.iterate(1, i -> i + 1).limit(people).map(i -> List.of(i, "N" + i)).toList());
    queries.update("update person set sort_key = 'kept' where id = 2");
    StoredNames names = new StoredNames();
    names.queries = queries;
    NameKeysStart start = new NameKeysStart();
    start.names = names;

    assertThat(names.writeKeys(0)).isEqualTo(people - 1);
    assertThat(missing(queries)).isEqualTo(1);
    start.writeMissing(null);

    assertThat(missing(queries)).isZero();
    assertThat(key(queries, people)).isEqualTo(NameOrder.keyOf("N" + people));
    assertThat(key(queries, 2)).isEqualTo("kept");
  }

  private static int missing(Queries queries) {
    String sql = "select count(*) from person where sort_key is null";
    return queries.find(sql, row -> row.integer(1)).orElseThrow();
  }

  private static String key(Queries queries, long id) {
    String sql = "select sort_key from person where id = ?";
    return queries.find(sql, row -> row.text(1), id).orElseThrow();
  }
}
