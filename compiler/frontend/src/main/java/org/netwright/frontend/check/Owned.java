package org.netwright.frontend.check;

/**
 * The path that a receiver gives to the sites of one of its arguments (definitions C1).
 *
 * @param path of the receiver, with the parameter's name
 * @param from how many iterations already stand in the receiver's own path
 */
record Owned(String path, int from) {
  /**
   * The path of one of the sites in the argument.
   *
   * @param ordinal which of them it is, from 1
   */
  String site(int ordinal, Place place, boolean fresh) {
    return path
        + (ordinal > 1 ? "_" + ordinal : "")
        + place.suffix(fresh, Math.min(from, place.indices().size()));
  }
}
