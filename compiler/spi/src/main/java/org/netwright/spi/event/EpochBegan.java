package org.netwright.spi.event;

/**
 * An epoch of a training begins with the next step; one in whose middle a run was interrupted
 * begins again for those who listen.
 *
 * @param stage the training
 * @param epoch counted from 1
 * @param step the steps of the training taken before
 */
public record EpochBegan(String stage, long epoch, long step) {}
