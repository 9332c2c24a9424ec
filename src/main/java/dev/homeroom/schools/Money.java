package dev.homeroom.schools;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes amounts of money, each with as many decimals as its currency has by ISO 4217: {@code 1200}
 * yen, {@code 12.50} euros, {@code 1.250} Kuwaiti dinars.
 */
public final class Money {
  /** The decimals of a code that this Java does not know, as in an older row. */
  private static final int USUAL_DECIMALS = 2;

  /** The decimals by code, without codes that have no amounts, such as gold and XXX. */
  private static final Map<String, Integer> DECIMALS =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getDefaultFractionDigits() >= 0)
          .collect(
              Collectors.toUnmodifiableMap(
                  Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

  private Money() {}

  /** Returns whether the text is the code of a currency that amounts can be in. */
  public static boolean isCurrency(String code) {
    return DECIMALS.containsKey(code);
  }

  /** Returns the decimals of a currency's amounts, 0 to 4; 2 for an unknown code. */
  public static int decimals(String currency) {
    return DECIMALS.getOrDefault(currency, USUAL_DECIMALS);
  }

  /** Returns an amount as text, without the currency; half a unit of its last place goes up. */
  public static String text(BigDecimal amount, String currency) {
    return amount.setScale(decimals(currency), RoundingMode.HALF_UP).toPlainString();
  }
}
