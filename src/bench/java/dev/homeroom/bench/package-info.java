/** Measurements: always a ratio to a limit of the same run. See {@code docs/performance.md}. */
package dev.homeroom.bench;
