/**
 * The stored form of an entry: stamps, checksum, payload; bytes in, bytes out. Imports {@code
 * cache} and {@code cache.spi}. Nothing here can fail but by bytes that cannot be read, which are a
 * miss.
 */
@NullMarked
package dev.homeroom.cache.entry;

import org.jspecify.annotations.NullMarked;
