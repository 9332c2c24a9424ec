package dev.homeroom.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.homeroom.access.Thing;
import dev.homeroom.cache.CacheService;
import dev.homeroom.cache.readthrough.CacheFixture;
import dev.homeroom.figures.CountedQueries;
import dev.homeroom.http.ListQuery;
import dev.homeroom.sql.Queries;
import dev.homeroom.sql.TestBeans;
import dev.homeroom.sql.TestDatabase;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists and views of roles ask as many statements for many rows as for few. */
class RoleStatementsTest {
  private final CacheFixture fixture = new CacheFixture();
  private final CountedQueries queries = new CountedQueries(TestDatabase.empty());
  private final CacheService cache = fixture.service();
  private final CachedRoles roles =
      new TestBeans(TestDatabase.bare(), fixture.time)
          .with(Queries.class, queries)
          .with(CacheService.class, cache)
          .get(CachedRoles.class);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void listAndView() {
    queries.update("insert into role (name) values ('AIDE')");
    queries.update(
        "insert into role_permission (role_name, permission) values ('AIDE', 'users:read')");
    int list = queries.during(() -> assertThat(names()).hasSize(7));
    int found = queries.during(() -> assertThat(permissions()).isEqualTo(1));

    queries.update("insert into role (name) select 'AIDE' || x from system_range(1, 150)");
    for (String permission : Thing.permissions()) {
      queries.update(
          "insert into role_permission (role_name, permission) select name, ? from role"
              + " where name like 'AIDE%' and not (name = 'AIDE' and ? = 'users:read')",
          permission, permission);
    }
    cache.invalidate(List.of(CachedRoles.LISTS, dev.homeroom.cache.Tag.of("role", "AIDE")));

    assertThat(queries.during(() -> assertThat(names()).hasSize(157))).isEqualTo(list);
    assertThat(
            queries.during(() -> assertThat(permissions()).isEqualTo(Thing.permissions().size())))
        .isEqualTo(found);
  }

  private List<String> names() {
    MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
    parameters.add("size", "200");
    String rows =
        new String(
            roles.roles(ListQuery.of(parameters, List.of("name"), Set.of("q"))).get(0).payload(),
            StandardCharsets.UTF_8);
    return List.of(rows.substring(rows.indexOf("\"name\":") + 1).split("\"name\":", -1));
  }

  private int permissions() {
    return roles.role("AIDE").value().permissions().size();
  }
}
