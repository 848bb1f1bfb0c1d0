package org.netwright.frontend.cost;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.netwright.frontend.program.Variable;

/**
 * What variables hold, in elements. A shared variable counts once.
 *
 * @param trainable every parameter
 * @param binary parameters used as one bit, stored so or latent
 * @param latent of these, those that are stored as floats while training
 * @param states elements of states
 * @param byRole parameters by their author's role
 */
public record ParameterCost(
    long trainable, long binary, long latent, long states, Map<String, Long> byRole) {
  private static final long FLOAT_BITS = 32;

  public ParameterCost {
    byRole = Collections.unmodifiableMap(new TreeMap<>(byRole));
  }

  /**
   * What some variables hold.
   *
   * @param oneBit the parameters that a quantizer of one bit stands before
   */
  static ParameterCost of(Collection<Variable> variables, Set<Variable> oneBit) {
    long trainable = 0;
    long binary = 0;
    long latent = 0;
    long states = 0;
    Map<String, Long> byRole = new TreeMap<>();
    for (Variable variable : variables) {
      long elements = variable.type().shape().elements().known();
      if (variable.kind() == Variable.Kind.STATE) {
        states += elements;
      } else if (variable.kind() == Variable.Kind.PARAMETER) {
        trainable += elements;
        boolean stored = variable.storage() == Variable.Storage.BINARY;
        binary += stored || oneBit.contains(variable) ? elements : 0;
        latent += !stored && oneBit.contains(variable) ? elements : 0;
        byRole.merge(variable.role(), elements, Long::sum);
      }
    }
    return new ParameterCost(trainable, binary, latent, states, byRole);
  }

  /**
   * The deployed size: 1 for a binary weight, 32 for any other parameter. States count nothing: a
   * batch norm is folded to two numbers per channel, and those are counted as its gain and shift.
   */
  public long bits() {
    return binary + FLOAT_BITS * (trainable - binary);
  }
}
