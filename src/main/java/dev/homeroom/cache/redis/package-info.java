/**
 * The access to Redis: the only package that uses Jedis.
 *
 * <p>Every command of a request goes {@link dev.homeroom.cache.redis.Redis} (asks the circuit) →
 * {@link dev.homeroom.cache.redis.Gate} (one retry, classified failures) → {@link
 * dev.homeroom.cache.redis.RedisAttempt} (one connection, one deadline). The probe, the listener
 * and the announcer have connections and threads of their own.
 *
 * <p>Imports {@code cache}, {@code cache.spi} and {@code cache.entry}. If Redis is down: readers
 * get a {@link dev.homeroom.cache.spi.TierFailedException} within 300 ms and go on without it; once
 * the state has changed, no request asks Redis.
 */
@NullMarked
package dev.homeroom.cache.redis;

import org.jspecify.annotations.NullMarked;
