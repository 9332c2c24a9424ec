/**
 * Reading rows by SQL, typed the same on every database. Imports nothing of ours; every room that
 * owns tables may import it. If the database is away its calls throw within the data source's
 * time-outs.
 */
@NullMarked
package dev.homeroom.sql;

import org.jspecify.annotations.NullMarked;
