package org.netwright.tensorflow.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.StepGraph;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * A step in TensorFlow.
 *
 * @param placeholders what is fed, by the names of the inputs
 * @param fetches what is fetched, each once: TensorFlow Java refuses to fetch a thing twice
 * @param places where in the fetches each output stands, by name
 * @param done runs last: after all checks and writes
 */
public record LoweredStep(
    StepGraph step,
    Map<String, Output<?>> placeholders,
    List<Output<?>> fetches,
    Map<String, Integer> places,
    Operation done) {
  public LoweredStep {
    placeholders = Collections.unmodifiableMap(new LinkedHashMap<>(placeholders));
    fetches = List.copyOf(fetches);
    places = Collections.unmodifiableMap(new LinkedHashMap<>(places));
  }

  static LoweredStep of(
      StepGraph step,
      Map<String, Output<?>> placeholders,
      Map<String, Output<?>> outputs,
      Operation done) {
    List<Output<?>> fetches = new ArrayList<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    outputs.forEach(
        (name, output) -> {
          if (!fetches.contains(output)) {
            fetches.add(output);
          }
          places.put(name, fetches.indexOf(output));
        });
    return new LoweredStep(step, placeholders, fetches, places, done);
  }
}
