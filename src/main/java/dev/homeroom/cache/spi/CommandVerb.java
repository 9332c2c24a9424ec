package dev.homeroom.cache.spi;

import java.util.Locale;

/**
 * The commands of Redis that {@link dev.homeroom.cache.CacheCommands} is made of. Replies are those
 * of Redis 7 (redis.io, "Commands"): null, a {@code Long}, bytes, or a list of these.
 */
public enum CommandVerb {
  /** Bytes, or null. */
  GET(false, false),
  /** The values in the order of the keys, null for each that is no string. */
  MGET(false, false),
  /** OK. Replaces a value of any type, and its time to live. */
  SET(true, false),
  /** The number of keys that were there. */
  DEL(true, false),
  /** The number of keys that are there; one that is named twice counts twice. */
  EXISTS(false, false),
  /** 1, or 0 if the key is not there. */
  PEXPIRE(true, false),
  /** Milliseconds to live, -1 without an end, -2 if the key is not there. */
  PTTL(false, false),
  /** The new number. */
  INCRBY(true, true),
  /** Bytes, or null. */
  HGET(false, false),
  /** The number of new fields. */
  HSET(true, true),
  /** The number of deleted fields. */
  HDEL(true, false),
  /** 1 or 0. */
  HEXISTS(false, false),
  /** Field, value, field, value, in any order. */
  HGETALL(false, false),
  /** The new number. */
  HINCRBY(true, true),
  /** The new length. */
  LPUSH(true, true),
  /** The new length. */
  RPUSH(true, true),
  /** Bytes, or null. */
  LPOP(true, false),
  /** Bytes, or null. */
  RPOP(true, false),
  /** The length, 0 if the key is not there. */
  LLEN(false, false),
  /** The elements from the first to the last position, both included; negative from the end. */
  LRANGE(false, false);

  private final boolean write;
  private final boolean creating;

  CommandVerb(boolean write, boolean creating) {
    this.write = write;
    this.creating = creating;
  }

  /** Returns whether it changes a key. */
  public boolean isWrite() {
    return write;
  }

  /** Returns whether it makes its key if that is not there, and else keeps its time to live. */
  public boolean isCreating() {
    return creating;
  }

  /** Returns whether the same reply and the same state come if it is sent twice. */
  public boolean isRepeatable() {
    return !write || this == SET;
  }

  /** Returns its name in lower case, for metrics. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
