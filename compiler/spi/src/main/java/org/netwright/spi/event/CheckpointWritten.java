package org.netwright.spi.event;

import java.nio.file.Path;

/**
 * A checkpoint is whole on the disk.
 *
 * @param file where it lies; a later one may replace it
 */
public record CheckpointWritten(Path file) {}
