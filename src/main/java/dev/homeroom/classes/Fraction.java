package dev.homeroom.classes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact number as a quotient in lowest terms, so that limits are compared with what was reached
 * and not with what is shown.
 *
 * @param numerator any whole number
 * @param denominator greater than 0
 */
record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
  static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Reduces to lowest terms. */
  Fraction {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("a denominator is greater than 0, not " + denominator);
    }
    BigInteger common = numerator.gcd(denominator);
    numerator = numerator.divide(common);
    denominator = denominator.divide(common);
  }

  /** Returns a part of a whole, which has to be over 0. */
  static Fraction of(BigDecimal part, BigDecimal whole) {
    int scale = Math.max(0, Math.max(part.scale(), whole.scale()));
    return new Fraction(
        part.setScale(scale).unscaledValue(), whole.setScale(scale).unscaledValue());
  }

  static Fraction of(long part, long whole) {
    return new Fraction(BigInteger.valueOf(part), BigInteger.valueOf(whole));
  }

  static Fraction ofPercent(BigDecimal percent) {
    return of(percent, HUNDRED);
  }

  Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Fraction minus(Fraction other) {
    return plus(new Fraction(other.numerator.negate(), other.denominator));
  }

  /** Divides by a number, which has to be over 0. */
  Fraction dividedBy(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  int signum() {
    return numerator.signum();
  }

  /** Returns the number in per cent, rounded half up to one decimal: what is shown. */
  double percent() {
    return new BigDecimal(numerator)
        .multiply(HUNDRED)
        .divide(new BigDecimal(denominator), 1, RoundingMode.HALF_UP)
        .doubleValue();
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }
}
