package org.netwright.frontend.check;

/**
 * The number of an iteration that encloses a site; one of {@code recur} counts under {@code fresh}.
 *
 * @param rolled whether the loop runs while the step runs, so that its iterations have no numbers
 */
record Index(boolean recur, int number, boolean rolled) {}
