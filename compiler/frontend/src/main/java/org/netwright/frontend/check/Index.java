package org.netwright.frontend.check;

/**
 * The number of an iteration that encloses a site; one of {@code recur} counts under {@code fresh}.
 */
record Index(boolean recur, int number) {}
