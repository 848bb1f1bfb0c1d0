package org.netwright.spi.event;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run begins, or goes on after it was interrupted: everything is built, and no step of this
 * process was taken yet.
 *
 * @param recipe its name
 * @param folder the run directory, absolute; what a callback writes belongs in it
 * @param seed of every draw
 * @param precision of the training steps: {@code f32} or {@code bf16}
 * @param arguments the recipe's hyperparameters and their values, as text
 * @param stages the names of its trainings, in order
 * @param parameters how many numbers the trainable parameters hold
 * @param resumed whether it goes on from a checkpoint
 */
public record RunBegan(
    String recipe,
    Path folder,
    long seed,
    String precision,
    Map<String, String> arguments,
    List<String> stages,
    long parameters,
    boolean resumed) {
  /** Copies the collections; the arguments keep their order. */
  public RunBegan {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    stages = List.copyOf(stages);
  }
}
