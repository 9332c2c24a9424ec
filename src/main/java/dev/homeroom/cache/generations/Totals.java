package dev.homeroom.cache.generations;

import java.math.BigInteger;

/**
 * How many rows there are, and what they add up to.
 *
 * @param rows number of rows
 * @param sum of their generations
 */
public record Totals(long rows, BigInteger sum) {}
