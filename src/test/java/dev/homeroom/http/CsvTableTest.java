package dev.homeroom.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {
  private static String written(String cell) {
    return new CsvTable("A").row(cell).text().substring("\uFEFFA\r\n".length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Ann First | Ann First",
        "=1+1 | '=1+1",
        "+49 30 | '+49 30",
        "-5 | '-5",
        "@SUM(A1) | '@SUM(A1)",
        "a=b | a=b",
        "First, Ann | \"First, Ann\"",
        "5\" disk | \"5\"\" disk\"",
        "=HYPERLINK(\"x\",\"y\") | \"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""
      })
  void cell_isQuotedWhereItMust_andIsNeverAFormula(String cell, String written) {
    assertThat(written(cell)).isEqualTo(written + "\r\n");
  }

  @Test
  void cell_thatBeginsWithATabOrHasLines_isSafeToo() {
    assertThat(written("\t=1")).isEqualTo("'\t=1\r\n");
    assertThat(written("\r=1")).isEqualTo("\"'\r=1\"\r\n");
    assertThat(written("one\ntwo")).isEqualTo("\"one\ntwo\"\r\n");
    assertThat(written(null)).isEqualTo("\r\n");
  }

  @Test
  void table_isUtf8WithAByteOrderMark() {
    byte[] table = new CsvTable("Name", "Zwei").row("Łukasz", "ö").bytes();

    assertThat(new String(table, StandardCharsets.UTF_8))
        .isEqualTo("\uFEFFName,Zwei\r\nŁukasz,ö\r\n");
    assertThat(table).startsWith(0xEF, 0xBB, 0xBF);
    assertThat(CsvTable.joined(List.of("a", "b"))).isEqualTo("a; b");
  }
}
