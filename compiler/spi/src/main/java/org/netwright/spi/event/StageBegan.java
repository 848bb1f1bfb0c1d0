package org.netwright.spi.event;

/**
 * A training of the recipe begins, or goes on.
 *
 * @param stage its name; {@code train} where the recipe has only one
 * @param step the steps taken before, 0 at the beginning
 * @param steps its whole length in steps
 * @param epochs the same in epochs
 */
public record StageBegan(String stage, long step, long steps, double epochs) {}
