package dev.homeroom.users;

import org.jspecify.annotations.Nullable;

/**
 * A person who may be given a one-time code.
 *
 * @param id the person's id
 * @param username the account's user name
 * @param name the name, as shown
 * @param schoolId the person's school; null for people of the district
 */
public record Invitee(String id, String username, String name, @Nullable String schoolId) {}
