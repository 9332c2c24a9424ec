package dev.homeroom.schools;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "EUR, 240, 240.00",
    "EUR, 1234567.005, 1234567.01",
    "EUR, 0, 0.00",
    "EUR, -0.125, -0.13",
    "JPY, 1200.00, 1200",
    "JPY, 1200.50, 1201",
    "JPY, 0.0000, 0",
    "KWD, 1.25, 1.250",
    "KWD, 12.0005, 12.001",
    "TND, 3, 3.000",
    "CLF, 1, 1.0000",
    "old, 2.5, 2.50"
  })
  void text_hasTheDecimalsOfTheCurrency(String currency, BigDecimal amount, String text) {
    assertThat(Money.text(amount, currency)).isEqualTo(text);
  }

  @Test
  void isCurrency_isACodeOfIso4217InWhichAmountsAre() {
    assertThat(new String[] {"EUR", "JPY", "KWD", "USD"}).allMatch(Money::isCurrency);
    assertThat(new String[] {"eur", "XXX", "XAU", "XTS", "EU", "", "ZZZ"})
        .noneMatch(Money::isCurrency);
  }
}
