package dev.homeroom.users;

/**
 * A person who may be given a one-time code.
 *
 * @param id the person's id
 * @param username the account's user name
 * @param name the name, as shown
 */
public record Invitee(String id, String username, String name) {}
