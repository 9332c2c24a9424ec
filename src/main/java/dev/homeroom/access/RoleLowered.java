package dev.homeroom.access;

/**
 * The event that a role gives fewer permissions than before. Fired synchronously inside the
 * transaction of the change; {@code auth} observes it and cuts off, in the same transaction, the
 * tokens of all people with the role. If the database is away, the transaction fails as a whole.
 *
 * @param role the name of the role
 * @param reason why, in a few words
 */
public record RoleLowered(String role, String reason) {}
