package dev.homeroom.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a row says of nulls, and of zeros, which are none. */
class RowTest {
  private static final DataSource DATABASE = TestDatabase.bare();

  /** A column of the right type by the method that reads it. */
  private static final Map<String, String> TYPES =
      Map.of(
          "id", "bigint",
          "text", "varchar",
          "integer", "integer",
          "number", "numeric(7, 2)",
          "bool", "boolean",
          "decimal", "numeric(7, 2)",
          "date", "date",
          "time", "time",
          "instant", "timestamp with time zone");

  static Stream<Method> methods() {
    return Arrays.stream(Row.class.getMethods())
        .filter(method -> method.getDeclaringClass() == Row.class);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void nullColumn_isNullIfTheNameSaysSo_andElseThrows(Method method) {
    String name = method.getName().replace("OrNull", "");
    String sql = "select cast(null as " + TYPES.get(name) + "), 1";
    Row.Reader<Boolean> isNull =
        row -> {
          try {
            return method.invoke(row, 1) == null;
          } catch (ReflectiveOperationException e) {
            throw (RuntimeException) e.getCause();
          }
        };
    Queries queries = new Queries(DATABASE);

    if (method.getName().endsWith("OrNull")) {
      assertThat(queries.find(sql, isNull)).contains(true);
    } else {
      assertThatNullPointerException().isThrownBy(() -> queries.find(sql, isNull));
    }
  }

  @Test
  void everyMethod_isLookedAt() {
    assertThat(methods().map(m -> m.getName().replace("OrNull", "")).collect(Collectors.toSet()))
        .isEqualTo(TYPES.keySet());
  }

  @Test
  void zeroAndFalse_areNoNulls() {
    Queries queries = new Queries(DATABASE);

    assertThat(queries.find("select 0", row -> row.integer(1))).contains(0);
    assertThat(queries.find("select cast(0 as numeric(7, 2))", row -> row.number(1))).contains(0.0);
    assertThat(queries.find("select false", row -> row.bool(1))).contains(false);
    assertThat(queries.find("select 0", row -> row.id(1))).contains("0");
  }
}
