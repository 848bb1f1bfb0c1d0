package org.netwright.spi.event;

/**
 * An epoch of a training has ended, and what it reports was told; a training that ends inside an
 * epoch ends that epoch.
 *
 * @param stage the training
 * @param epoch counted from 1
 * @param step the steps of the training taken so far
 */
public record EpochEnded(String stage, long epoch, long step) {}
