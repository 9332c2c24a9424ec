/**
 * What tests share: databases, a real Redis, a TCP proxy and its faults, load, clocks that can be
 * moved, counters.
 */
package dev.homeroom.testkit;
