package dev.homeroom.cache.redis;

import redis.clients.jedis.exceptions.JedisDataException;

/** Thrown when Redis has refused one of several commands, and run another one. */
final class PartlyRefusedException extends JedisDataException {
  private static final long serialVersionUID = 1L;

  /** Makes one with the error reply of the refused command. */
  PartlyRefusedException(JedisDataException refused) {
    super(refused.getMessage());
  }
}
