package dev.homeroom.cache.generations;

/**
 * The number of rows of the table, and the sum of their generations.
 *
 * @param rows number of rows
 * @param sum of their generations, modulo 2^64
 */
public record Totals(long rows, long sum) {}
