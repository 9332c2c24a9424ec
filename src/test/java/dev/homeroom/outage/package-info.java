/**
 * One experiment with three users: people read dashboards and one takes attendance while Redis is
 * killed, started empty, frozen and thawed. Short as {@code RedisOutageIT}, long and as a
 * demonstration by {@link dev.homeroom.outage.OutageProgram}.
 */
package dev.homeroom.outage;
