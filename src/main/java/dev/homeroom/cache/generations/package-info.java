/**
 * What this instance knows of generations: cells, doubt, age, the database being away; and the
 * ports of the table and its polls. Imports {@code cache}. If the database fails, knowledge ages:
 * entries turn stale, tags in doubt stay misses, and nobody waits.
 */
@NullMarked
package dev.homeroom.cache.generations;

import org.jspecify.annotations.NullMarked;
