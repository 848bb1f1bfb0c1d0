package org.netwright.frontend.check;

/**
 * The path that a receiver gives to the sites of one of its arguments (definitions C1).
 *
 * @param path of the receiver, with the parameter's name
 * @param from how many iterations already stand in the receiver's own path
 */
record Owned(String path, int from) {}
