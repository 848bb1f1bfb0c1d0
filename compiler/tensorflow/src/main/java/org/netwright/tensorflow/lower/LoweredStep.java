package org.netwright.tensorflow.lower;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.frontend.program.StepGraph;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * A step in TensorFlow.
 *
 * @param placeholders what is fed, by the names of the inputs
 * @param fetches what is fetched, by the names of the outputs
 * @param done runs last: after all checks and writes
 */
public record LoweredStep(
    StepGraph step,
    Map<String, Output<?>> placeholders,
    Map<String, Output<?>> fetches,
    Operation done) {
  public LoweredStep {
    placeholders = Collections.unmodifiableMap(new LinkedHashMap<>(placeholders));
    fetches = Collections.unmodifiableMap(new LinkedHashMap<>(fetches));
  }
}
