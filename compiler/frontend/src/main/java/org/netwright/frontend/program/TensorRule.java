package org.netwright.frontend.program;

import java.util.List;
import java.util.Map;
import org.netwright.spi.type.TensorType;

/**
 * A computed rule of {@code from} (definitions C9): an expression over tensors of the source, whose
 * shapes are known only when the source is open.
 */
public interface TensorRule {
  /** The expression as written. */
  String text();

  /**
   * What the rule makes of a source for one target.
   *
   * @param match what the target pattern has bound
   * @param sources the types of the source's tensors by their names
   * @throws org.netwright.spi.diagnostic.DiagnosticException when the source has not what it names,
   *     or its shapes do not fit
   */
  Computed on(PathPattern.Match match, Map<String, TensorType> sources);

  /**
   * A rule on one target.
   *
   * @param used the names of the source tensors it reads, the first fed as {@code x0}, the next as
   *     {@code x1} and so on
   * @param step its only output is the value
   */
  record Computed(List<String> used, StepGraph step) {
    public Computed {
      used = List.copyOf(used);
    }
  }
}
