/**
 * The example of docs/extend.md: what a school's canteen serves on each weekday. May import {@code
 * cache}, {@code access}, {@code http}, {@code sql}. If Redis is away, menus come from memory or
 * the database; if the database is away, those of the last 70 minutes are answered and the others
 * are refused with 503.
 */
@NullMarked
package dev.homeroom.menus;

import org.jspecify.annotations.NullMarked;
