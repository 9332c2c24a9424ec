/**
 * One experiment with three users: people read dashboards and one takes attendance while Redis is
 * killed, started empty, frozen and thawed. Short as {@code RedisOutageIT}, which judges what was
 * answered, and times only where {@link dev.homeroom.testkit.Promised} does; long and as a
 * demonstration by {@link dev.homeroom.outage.OutageProgram}, which always judges times too.
 */
package dev.homeroom.outage;
