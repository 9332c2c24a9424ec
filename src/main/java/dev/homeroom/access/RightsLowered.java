package dev.homeroom.access;

/**
 * The event that a person has fewer rights than before: a role or link removed, the account
 * disabled, the school changed. Fired synchronously inside the transaction of the change; {@code
 * auth} observes it and cuts off the person's tokens in the same transaction. If the database is
 * away, the transaction fails as a whole.
 *
 * @param personId the person
 * @param reason why, in a few words without names or other data of people
 */
public record RightsLowered(String personId, String reason) {}
