package dev.homeroom.cache.generations;

/**
 * How many rows there are, and what they add up to.
 *
 * @param rows number of rows
 * @param sum of their generations, modulo 2^64
 */
public record Totals(long rows, long sum) {}
