package org.netwright.engine.feed;

/**
 * When records are asked for.
 *
 * @param epoch of the data, from 0
 * @param moment what the clocks of blocks say
 */
record Turn(long epoch, Moment moment) {
  /** The one turn in which a cache is filled. */
  static final Turn CACHED = new Turn(0, Moment.START);
}
