package dev.homeroom.http;

/**
 * Which part of a list an answer holds.
 *
 * @param number from 0
 * @param size entries asked for, 1 to 200
 * @param total entries that the whole list has
 */
public record Page(int number, int size, long total) {}
