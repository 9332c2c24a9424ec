/**
 * Health, cache statistics, and what the start prints or ends with. May import {@code cache},
 * {@code auth}, {@code access}, {@code http}, {@code audit}. Asks nobody: if the database or Redis
 * is away it says so from what is known.
 */
@NullMarked
package dev.homeroom.operations;

import org.jspecify.annotations.NullMarked;
