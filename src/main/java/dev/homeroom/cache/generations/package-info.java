/**
 * The generations that this instance knows: their cells, doubts and age, and whether the database
 * is away. Imports {@code cache}. If the database fails, entries turn stale, tags in doubt stay
 * misses, and no caller waits.
 */
@NullMarked
package dev.homeroom.cache.generations;

import org.jspecify.annotations.NullMarked;
