package dev.homeroom.fees;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Prints amounts with as many decimals as their currency has. */
final class FeeAmounts {
  private static final int USUAL = 2;

  private FeeAmounts() {}

  /** Returns an amount as text; two decimals if the currency is unknown or has none of its own. */
  static String text(BigDecimal amount, String currency) {
    return amount.setScale(decimals(currency), RoundingMode.HALF_UP).toPlainString();
  }

  private static int decimals(String currency) {
    try {
      int known = Currency.getInstance(currency).getDefaultFractionDigits();
      return known < 0 ? USUAL : known;
    } catch (IllegalArgumentException e) {
      // A row from before currencies were checked.
      return USUAL;
    }
  }
}
