package dev.homeroom.users;

import dev.homeroom.sql.NameOrder;
import dev.homeroom.sql.Queries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Writes the sort keys of people whose rows have none. */
@ApplicationScoped
class StoredNames {
  static final int BATCH = 500;

  @Inject Queries queries;

  private record Named(long id, String name) {}

  /**
   * Writes the keys of the next people without one, up to {@link #BATCH} of them.
   *
   * @param after the id of the last person of the batch before; 0 at first
   * @return the last person's id; 0 if there was nobody left
   * @throws RuntimeException if the database is away
   */
  @Transactional
  long writeKeys(long after) {
    List<Named> found =
        queries.list(
            "select id, name from person where id > ? and sort_key is null order by id"
                + " fetch first "
                + BATCH
                + " rows only",
            row -> new Named(Long.parseLong(row.id(1)), row.text(2)),
            after);
    // Compared with the name: another instance may have renamed the person meanwhile.
    queries.batch(
        "update person set sort_key = ? where id = ? and name = ? and sort_key is null",
        found.stream()
            .map(one -> List.<Object>of(NameOrder.keyOf(one.name()), one.id(), one.name()))
            .toList());
    return found.isEmpty() ? 0 : found.get(found.size() - 1).id();
  }
}
