/**
 * Attacks on a server of this machine by callers without a token, beside people who use it: what
 * {@code docs/performance.md} says of them. {@code AttackIT} is the short form, profile {@code
 * attack} the long one. All is bounded in count and time, and goes to the loopback address alone.
 */
package dev.homeroom.attack;
