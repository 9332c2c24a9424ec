package dev.homeroom.cache.spi;

/** What memory evicts when it is full: {@code CACHE_MEMORY_POLICY}. Writes are never counted. */
public enum EvictionPolicy {
  /** What was not used for longest. Reads between two changes of memory count as at one time. */
  LRU,
  /** What was read least often since it came; among equals the older. */
  LFU,
  /** What came first; a replaced one keeps its place. */
  FIFO,
  /** Nothing: what would pass a bound is refused until something ends or is deleted. */
  NONE
}
