package org.netwright.spi.definition;

import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** The instance that a plugin's layer is applied as: what it owns, and the mode it is in. */
public interface LayerOwner {
  /**
   * The current value of a parameter of the instance. Asked for at every application, with the same
   * type and role each time; the initializer is asked at the first.
   *
   * @param name its last path segment
   * @param type of known shape
   * @param role the author's word: {@code kernel}, {@code bias}, {@code gain} …
   */
  Value parameter(String name, TensorType type, String role, InitializerDefinition initial);

  /** The current value of a state of the instance, at first one number everywhere. */
  Value state(String name, TensorType type, double initial);

  /** Gives a state its new value; legal in training only. */
  void update(String name, Value value);

  /** Whether this application is one of a training step (definitions C5). */
  boolean training();
}
