/**
 * The inventory of schools: items by category, with a level at which an item is to be ordered
 * again. May import {@code cache}, {@code access}, {@code http}, {@code sql}, {@code schools},
 * {@code users}. If Redis is away, lists and items come from memory or the database; if the
 * database is away, those of the last 15 minutes are answered as stale and the others are refused
 * with 503.
 */
@NullMarked
package dev.homeroom.inventory;

import org.jspecify.annotations.NullMarked;
