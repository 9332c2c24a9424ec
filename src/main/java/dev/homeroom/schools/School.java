package dev.homeroom.schools;

import java.math.BigDecimal;
import java.time.ZoneId;

/**
 * A school of the district.
 *
 * @param id the school's id
 * @param name the name, as shown
 * @param timeZone the zone of its days
 * @param currency of all its amounts, ISO 4217
 * @param passMark per cent; an average below it is a failure
 */
public record School(
    String id, String name, ZoneId timeZone, String currency, BigDecimal passMark) {
  /** Returns an amount as text, with as many decimals as the school's currency has. */
  public String amount(BigDecimal amount) {
    return Money.text(amount, currency);
  }
}
