/**
 * What the packages of the cache offer each other: tiers and their entries, what says whether Redis
 * may be asked, what counts, and the ports that the database's side implements. Imports {@code
 * cache} alone. Nobody outside of the cache imports it, but for those who implement a port.
 */
@NullMarked
package dev.homeroom.cache.spi;

import org.jspecify.annotations.NullMarked;
