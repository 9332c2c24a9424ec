package dev.homeroom.users;

import org.jspecify.annotations.Nullable;

/**
 * How a person is reached, which only this server's memory keeps.
 *
 * @param email null for none
 */
record UserContact(@Nullable String email) {}
