/**
 * Runs SQL statements, with the same types on every database. Imports {@code cache}; every package
 * that owns tables may import it. If the database is away its calls throw within the data source's
 * time-outs.
 */
@NullMarked
package dev.homeroom.sql;

import org.jspecify.annotations.NullMarked;
