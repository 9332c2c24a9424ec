package dev.homeroom.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.homeroom.http.ErrorCode;
import dev.homeroom.http.ListQuery;
import dev.homeroom.http.ProblemException;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import jakarta.persistence.Column;
import jakarta.persistence.Table;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.lang.reflect.Field;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows the lists of inventory hold, on every database. */
abstract class InventoryContract {
  private static final String SCHOOL = "900011";

  /** Returns a database with the fixtures of one class and of figures, which tests only read. */
  abstract DataSource database();

  private InventoryRepository repository() {
    return new TestBeans(database(), Clock.systemUTC()).get(InventoryRepository.class);
  }

  private static MultivaluedHashMap<String, String> parameters(String text) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      all.add(one.split("=", 2)[0], one.split("=", 2)[1]);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | Beakers Chalk glue Markers Paper | 5",
        "sort=-name | Paper Markers glue Chalk Beakers | 5",
        "sort=quantity | Beakers Chalk Markers glue Paper | 5",
        "sort=category | Beakers Chalk glue Markers Paper | 5",
        "low=true | Beakers Chalk glue Markers | 4",
        "low=false | Beakers Chalk glue Markers Paper | 5",
        "category=900792 | Beakers | 1",
        "category=900793 | '' | 0",
        "q=ER | Beakers Markers Paper | 3",
        "q=GLUE | glue | 1",
        "q=% | '' | 0",
        "q=_ | '' | 0",
        "q=' | '' | 0",
        "q=er&low=true&category=900791 | Markers | 1",
        "size=2 | Beakers Chalk | 5",
        "size=2&page=2 | Paper | 5",
        "page=9 | '' | 5"
      })
  void items_areThoseThatTheQueryNames(String text, String names, long total) {
    ListQuery query = InventoryQuery.ofItems(parameters(text));

    List<ItemView> found = Objects.requireNonNull(repository().listItems(SCHOOL, query));

    assertThat(String.join(" ", found.stream().map(ItemView::name).toList())).isEqualTo(names);
    assertThat(repository().countItems(SCHOOL, query)).isEqualTo(total);
  }

  @Test
  void item_hasItsCategorysNameAndItsVersion() {
    assertThat(repository().findItem(SCHOOL, "900801"))
        .contains(
            new ItemView(
                "900801",
                SCHOOL,
                "Markers",
                "900791",
                "Stationery",
                "Store 1",
                4,
                20,
                true,
                true,
                3));
  }

  @Test
  void categories_countTheirActiveItems() {
    ListQuery query = InventoryQuery.ofCategories(parameters(""));

    assertThat(repository().listCategories(SCHOOL, query))
        .containsExactly(
            new CategoryView("900792", SCHOOL, "Science", 1, 2),
            new CategoryView("900791", SCHOOL, "Stationery", 4, 1));
    assertThat(repository().countCategories(SCHOOL)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "low=yes",
        "low=TRUE",
        "category=x",
        "category=007",
        "category=-1",
        "q=\u0000",
        "q=a\nb",
        "sort=id",
        "sort=name desc",
        "size=201",
        "size=0",
        "page=-1",
        "colour=red"
      })
  void parameter_thatBreaksARule_isRefusedByItsName(String text) {
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> InventoryQuery.ofItems(parameters(text)));

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
    assertThat(refused.errors()).extracting(e -> e.field()).containsExactly(text.split("=", 2)[0]);
  }

  /** The entities are laid for the writes to come: each column is there, and none is left out. */
  @ParameterizedTest
  @ValueSource(classes = {InventoryItem.class, InventoryCategory.class})
  void entity_hasTheColumnsOfItsTable(Class<?> entity) {
    String table = entity.getAnnotation(Table.class).name();
    Map<String, String> columns = new java.util.TreeMap<>();
    new Queries(database())
        .list(
            "select lower(column_name), lower(is_nullable) from information_schema.columns"
                + " where lower(table_name) = ?",
            row -> Objects.requireNonNullElse(columns.put(row.text(1), row.text(2)), ""),
            table);

    assertThat(
            new TreeSet<>(
                Arrays.stream(entity.getDeclaredFields())
                    .filter(field -> !field.isSynthetic() && !isAdded(field))
                    .map(InventoryContract::column)
                    .toList()))
        .isEqualTo(columns.keySet());
  }

  /** Instrumentation of the tests may add static fields. */
  private static boolean isAdded(Field field) {
    return java.lang.reflect.Modifier.isStatic(field.getModifiers());
  }

  private static String column(Field field) {
    Column column = field.getAnnotation(Column.class);
    return column == null ? field.getName().toLowerCase(Locale.ROOT) : column.name();
  }
}
