package dev.homeroom.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a query on MariaDB; that MariaDB takes it, the contracts hold. */
class QueryWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          select nextval('person_seq')            | select nextval(person_seq)
          order by a.username nulls last, p.id    | order by a.username is null, a.username, p.id
          order by a.last_login desc nulls last   | order by a.last_login is null, a.last_login desc
          order by lower(c.name) nulls last, c.id | order by lower(c.name) is null, lower(c.name), c.id
          order by f(p.a, '') desc nulls last     | order by f(p.a, '') is null, f(p.a, '') desc
          count(case when a then 1 end) order by case b when 1 then 2 end nulls last | count(case when a then 1 end) order by case b when 1 then 2 end is null, case b when 1 then 2 end
          order by c.made_at nulls first, p.id    | order by c.made_at, p.id
          select clock_timestamp(), x from y      | select utc_timestamp(6), x from y
          a >= timestamp with time zone '1900-01-01 00:00:00+00' | a >= timestamp '1900-01-01 00:00:00'
          select name from role where name = ?    | select name from role where name = ?
          """)
  void of_aQueryOfTheOthers_hasMariaDbsWords(String query, String expected) {
    assertThat(MariaDbWords.of(query)).isEqualTo(expected);
  }
}
