package org.netwright.spi.definition;

import java.io.IOException;
import org.netwright.spi.export.Destination;
import org.netwright.spi.export.TrainedNetwork;

/** {@code external exporter}: writes a trained network in a form that others read. */
@FunctionalInterface
public interface ExporterDefinition {
  /**
   * Writes the network.
   *
   * @param arguments those of the call on the command line; there is no graph, so that tensors and
   *     schedules cannot be asked for
   * @throws org.netwright.spi.diagnostic.DiagnosticException made by {@link Arguments#error} when
   *     the network has something that the form cannot say
   * @throws IOException when the disk fails
   */
  void export(TrainedNetwork network, Arguments arguments, Destination destination)
      throws IOException;
}
