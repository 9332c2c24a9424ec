/**
 * Reports: what happened at a school on a day. Puts together what {@code classes} and {@code users}
 * know, and writes nothing. If Redis is away, reports come from memory or the database; if the
 * database is away, those in memory are answered as stale, and the others are refused with 503.
 */
@NullMarked
package dev.homeroom.reports;

import org.jspecify.annotations.NullMarked;
