/**
 * Health, cache statistics, the checks and messages of the start. May import {@code cache}, {@code
 * auth}, {@code access}, {@code http}. Sends no queries: if the database or Redis is away it
 * reports that from known data.
 */
@NullMarked
package dev.homeroom.operations;

import org.jspecify.annotations.NullMarked;
