package dev.homeroom.http;

/**
 * The part of a list that a response holds.
 *
 * @param number from 0
 * @param size the requested number of entries, 1 to 200
 * @param total the number of entries of the whole list
 */
public record Page(int number, int size, long total) {}
