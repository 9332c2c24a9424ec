package dev.homeroom.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.Tag;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of inventory ask as many statements for many rows as for few. */
class InventoryStatementsTest {
  private static final String SCHOOL = "900011";
  private static final List<String> LISTS =
      List.of(
          "",
          "q=e",
          "low=true",
          "category=1",
          "sort=-quantity",
          "sort=category",
          "q=e&low=true&category=1");

  private final CacheFixture fixture = new CacheFixture();
  private final CountedQueries queries = new CountedQueries(TestDatabase.oneClass());
  private final CacheService cache = fixture.service();
  private final InventoryService inventory =
      new TestBeans(TestDatabase.bare(), fixture.time)
          .with(Queries.class, queries)
          .with(CacheService.class, cache)
          .get(InventoryService.class);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void lists() {
    queries.update("insert into inventory_category (id, school_id, name) values (1, 900011, 'C')");
    addItems(1, 2);
    Map<String, Integer> few = read(2, 1);
    addItems(3, 152);
    queries.update(
        "insert into inventory_category (id, school_id, name) select x, 900011, 'C' || x"
            + " from system_range(2, 151)");
    cache.invalidate(List.of(Tag.of("inventory", SCHOOL)));

    Map<String, Integer> many = read(152, 151);

    assertThat(many).isEqualTo(few);
  }

  private void addItems(int from, int to) {
    queries.update(
        "insert into inventory_item (id, school_id, category_id, name, quantity, reorder_level)"
            + " select x, 900011, 1, 'Item ' || x, 1, 1 from system_range(?, ?)",
        from,
        to);
  }

  private Map<String, Integer> read(int items, int categories) {
    Map<String, Integer> asked = new LinkedHashMap<>();
    for (String list : LISTS) {
      ListQuery query = InventoryQuery.ofItems(parameters(list));
      asked.put(
          list,
          queries.during(
              () -> assertThat(rows(inventory.items(SCHOOL, query))).as(list).isEqualTo(items)));
    }
    ListQuery all = InventoryQuery.ofCategories(parameters(""));
    asked.put(
        "categories",
        queries.during(
            () -> assertThat(rows(inventory.categories(SCHOOL, all))).isEqualTo(categories)));
    return asked;
  }

  private static int rows(List<dev.homeroom.cache.Cached<?>> page) {
    String json = new String(page.get(0).payload(), StandardCharsets.UTF_8);
    return json.split("\"id\":", -1).length - 1;
  }

  private static MultivaluedHashMap<String, String> parameters(String text) {
    MultivaluedHashMap<String, String> all = new MultivaluedHashMap<>();
    List<String> parts = new ArrayList<>(List.of("size=200"));
    if (!text.isEmpty()) {
      parts.addAll(List.of(text.split("&", -1)));
    }
    parts.forEach(part -> all.add(part.split("=", 2)[0], part.split("=", 2)[1]));
    return all;
  }
}
