/**
 * The types of the cache that the rest of Homeroom uses: the service, regions and keys, loaders,
 * answers.
 *
 * <p>Glossary, one word per idea, everywhere (code, logs, metrics, docs):
 *
 * <ul>
 *   <li><b>region</b>: a named cache with a declared policy;
 *   <li><b>key</b>: scope and name of one value in a region, the same text in every tier;
 *   <li><b>entry</b>: a value with its stamps and times;
 *   <li><b>tier</b>: a store of entries (memory; Redis);
 *   <li><b>near copy</b>: memory's copy of an entry of Redis, which answers in its place;
 *   <li><b>negative answer</b>: an entry without a value, since there is none; in memory only;
 *   <li><b>run</b>: one life of a Redis server, from its start to its end;
 *   <li><b>loader</b>: the function that makes a value from the database;
 *   <li><b>hit</b>, <b>miss</b>, <b>stale</b>: answered by an entry; answered by a load; answered
 *       by an entry that may be out of date and says so;
 *   <li><b>tag</b>: a name that a write replaces, carried by every entry it touches;
 *   <li><b>generation</b>: the number of a tag, one row of a database table, raised in the
 *       transaction of the change;
 *   <li><b>stamp</b>: a generation of an entry, as known before its load began;
 *   <li><b>cell</b>: one generation, as this instance knows it;
 *   <li><b>doubt</b>: a tag is in doubt from its own or a pushed change until a poll that began
 *       later has settled it;
 *   <li><b>poll</b>: the background query of the rows that changed, one at a time;
 *   <li><b>gate</b>: the one method that every Redis command passes;
 *   <li><b>journal</b>: the changes of memory by Redis-shaped commands during an outage.
 * </ul>
 *
 * <p>Imports nothing of ours. It knows no school, no JPA, no JAX-RS, no Ehcache, no Jedis. If the
 * database is away, entries are served stale within their allowance; see {@link
 * dev.homeroom.cache.CacheService}.
 */
@NullMarked
package dev.homeroom.cache;

import org.jspecify.annotations.NullMarked;
