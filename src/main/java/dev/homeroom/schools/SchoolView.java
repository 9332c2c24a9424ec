package dev.homeroom.schools;

import java.time.LocalDate;

/**
 * A school in an answer.
 *
 * @param id the school's id
 * @param name the name, as shown
 * @param timeZone the zone of its days, a name of IANA's database
 * @param currency of all its amounts, ISO 4217
 * @param passMark per cent, 0 to 100; an average below it is a failure
 * @param plan the name of what is subscribed to
 * @param seats how many active people the school may have, parents not counted
 * @param subscribedUntil the last day of the subscription
 * @param version raised by each change
 */
record SchoolView(
    String id,
    String name,
    String timeZone,
    String currency,
    double passMark,
    String plan,
    int seats,
    LocalDate subscribedUntil,
    int version) {}
