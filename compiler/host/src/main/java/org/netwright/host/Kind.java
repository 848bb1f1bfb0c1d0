package org.netwright.host;

import java.util.Optional;
import org.netwright.spi.definition.CallbackDefinition;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.definition.LayerDefinition;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.QuantizerDefinition;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.definition.TransformDefinition;

/**
 * What may be declared {@code external}: the word of the header and the interface behind it. A
 * metric is bound either to graphs or to Java.
 */
enum Kind {
  CALLBACK("callback", CallbackDefinition.class),
  DATA("data", DataSourceDefinition.class),
  FUNCTION("fn", FunctionDefinition.class),
  INITIALIZER("initializer", InitializerDefinition.class),
  LAYER("layer", LayerDefinition.class),
  METRIC("metric", MetricDefinition.class),
  HOST_METRIC("metric", HostMetricDefinition.class),
  OPTIMIZER("optimizer", OptimizerDefinition.class),
  QUANTIZER("quantizer", QuantizerDefinition.class),
  SCHEDULE("schedule", ScheduleDefinition.class),
  TRANSFORM("transform", TransformDefinition.class);

  private final String word;
  private final Class<?> definition;

  Kind(String word, Class<?> definition) {
    this.word = word;
    this.definition = definition;
  }

  String word() {
    return word;
  }

  Class<?> definition() {
    return definition;
  }

  static Optional<Kind> ofWord(String word) {
    for (Kind kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  static Optional<Kind> ofDefinition(Class<?> definition) {
    for (Kind kind : values()) {
      if (kind.definition == definition) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
