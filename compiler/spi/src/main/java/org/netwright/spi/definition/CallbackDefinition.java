package org.netwright.spi.definition;

import org.netwright.spi.event.RunControl;
import org.netwright.spi.event.RunListener;

/**
 * {@code external callback}: something that hears the events of a training run and may ask it to
 * stop, used by {@code train --callback NAME}. It sees numbers and never tensors, and changes no
 * value of the run.
 */
@FunctionalInterface
public interface CallbackDefinition {
  /**
   * A listener for one run, made before anything else is.
   *
   * @param arguments those of the call on the command line; there is no graph, so that tensors and
   *     schedules cannot be asked for
   * @param control what the listener may ask of the run
   * @throws org.netwright.spi.diagnostic.DiagnosticException made by {@link Arguments#error} when
   *     the arguments do not go together
   */
  RunListener listen(Arguments arguments, RunControl control);
}
