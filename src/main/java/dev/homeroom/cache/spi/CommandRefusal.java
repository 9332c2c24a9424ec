package dev.homeroom.cache.spi;

/**
 * The reply to a command that changed nothing because of its arguments or its key's value.
 *
 * @param message Redis' own words, for instance {@code ERR value is not an integer or out of range}
 */
public record CommandRefusal(String message) {}
