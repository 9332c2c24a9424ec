/**
 * The stored form of an entry: stamps, checksum, payload. Imports {@code cache} and {@code
 * cache.spi}. Bytes that cannot be read are a miss; nothing else can fail.
 */
@NullMarked
package dev.homeroom.cache.entry;

import org.jspecify.annotations.NullMarked;
