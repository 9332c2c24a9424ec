/** What tests share: databases, a TCP proxy, clocks that can be moved, counters. */
package dev.homeroom.testkit;
