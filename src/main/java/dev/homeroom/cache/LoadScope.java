package dev.homeroom.cache;

/** The entry of a running load, as its loader may change it. */
public interface LoadScope extends Freshness {
  /**
   * Adds a tag that only the load shows to be needed. Call it <em>before</em> the tag's data is
   * read: the stamp is taken at this moment.
   */
  void dependsOn(Tag tag);
}
