package org.netwright.frontend.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.definition.LayerDefinition;
import org.netwright.spi.definition.LayerOwner;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.QuantizerDefinition;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** What the header {@code tiny.net} declares. */
final class TinyPlugin {
  static final Map<String, Object> DEFINITIONS =
      Map.ofEntries(
          Map.entry("OptimizerDefinition Descent", new Descent()),
          Map.entry("OptimizerDefinition Heavy", new Heavy()),
          Map.entry("OptimizerDefinition Flip", new Flip()),
          Map.entry("LayerDefinition Shifted", (LayerDefinition) TinyPlugin::shifted),
          Map.entry("LayerDefinition Broken", (LayerDefinition) TinyPlugin::shiftedByNothing),
          Map.entry("LayerDefinition Counted", (LayerDefinition) TinyPlugin::counted),
          Map.entry("QuantizerDefinition Heavyside", (QuantizerDefinition) TinyPlugin::heaviside),
          Map.entry("TransformDefinition scaled", (TransformDefinition) TinyPlugin::scaled),
          Map.entry("ScheduleDefinition fading", (ScheduleDefinition) TinyPlugin::fading),
          Map.entry("ScheduleDefinition falling", (ScheduleDefinition) TinyPlugin::falling),
          Map.entry("HostMetricDefinition widest", (HostMetricDefinition) a -> new Widest()),
          Map.entry("FunctionDefinition cross_entropy", (FunctionDefinition) TinyPlugin::entropy),
          Map.entry("FunctionDefinition squared_error", (FunctionDefinition) TinyPlugin::squared),
          Map.entry("MetricDefinition accuracy", new Accuracy()),
          Map.entry("InitializerDefinition ramp", (InitializerDefinition) TinyPlugin::ramp),
          Map.entry("InitializerDefinition constant", (InitializerDefinition) TinyPlugin::constant),
          Map.entry("InitializerDefinition normal", (InitializerDefinition) TinyPlugin::normal),
          Map.entry("DataSourceDefinition pictures", new Source(Map.of("classes", 10L))),
          Map.entry("DataSourceDefinition table", new Source(Map.of())),
          Map.entry("DataSourceDefinition rows", new Source(Map.of())),
          Map.entry("DataSourceDefinition photos", new Folder()),
          Map.entry("DataSourceDefinition pairs", new Folder()));

  private TinyPlugin() {}

  /** Adds one number per channel; the weight of the number is a hyperparameter. */
  private static List<Value> shifted(GraphBuilder graph, Arguments arguments, LayerOwner owner) {
    Value x = arguments.tensor("x");
    TensorType channels = TensorType.f32(Shape.of(x.type().shape().dim(-1)));
    Value shift = owner.parameter("shift", channels, "shift", TinyPlugin::ramp);
    return List.of(graph.add(x, graph.multiply(shift, arguments.number("by"))));
  }

  /** One result, where its header declares two. */
  private static List<Value> shiftedByNothing(
      GraphBuilder graph, Arguments arguments, LayerOwner owner) {
    return List.of(arguments.tensor("x"));
  }

  /** The operand, and how often it was applied in training before. */
  private static List<Value> counted(GraphBuilder graph, Arguments arguments, LayerOwner owner) {
    Value seen = owner.state("seen", TensorType.f32(Shape.SCALAR), 0);
    if (owner.training()) {
      owner.update("seen", graph.add(seen, 1));
    }
    return List.of(arguments.tensor("x"), seen);
  }

  /** 1 where positive, else 0; the gradient passes. */
  private static Value heaviside(GraphBuilder graph, Arguments arguments, LayerOwner owner) {
    Value x = arguments.tensor("x");
    Value one = graph.fill(1, x.type());
    Value step = graph.select(graph.less(graph.zerosLike(x), x), one, graph.zerosLike(x));
    return graph.apply(Primitive.SURROGATE, Attributes.NONE, List.of(step, x, one)).get(0);
  }

  /** Values between −1/2 and 1/2 that differ from element to element. */
  private static Value ramp(GraphBuilder graph, Arguments arguments, TensorType type) {
    int count = (int) type.shape().elements().known();
    double[] values = IntStream.range(0, count).mapToDouble(i -> Math.sin(i + 1) / 2).toArray();
    return graph.constant(values, type);
  }

  private static Value constant(GraphBuilder graph, Arguments arguments, TensorType type) {
    return graph.fill(arguments.number("value"), type);
  }

  private static Value normal(GraphBuilder graph, Arguments arguments, TensorType type) {
    return graph.multiply(graph.randomNormal(type.shape()), arguments.number("deviation"));
  }

  private static List<Value> scaled(GraphBuilder graph, Arguments arguments, List<Value> values) {
    List<Value> made = new ArrayList<>();
    values.forEach(v -> made.add(graph.multiply(v, arguments.number("factor"))));
    return made;
  }

  private static Value fading(GraphBuilder graph, Arguments arguments, Clock clock) {
    Value end =
        arguments.isNone("over") ? clock.steps() : clock.inSteps(arguments.duration("over"));
    Value left = graph.subtract(graph.constant(1), graph.divide(clock.step(), end));
    return graph.multiply(left, arguments.number("start"));
  }

  private static Value falling(GraphBuilder graph, Arguments arguments, Clock clock) {
    Value falls = clock.plateaus(arguments.duration("patience"));
    return graph.divide(
        graph.constant(arguments.number("start")), graph.add(falls, graph.constant(1)));
  }

  /** The largest number of all batches. */
  private static final class Widest implements HostMetricDefinition.Pass {
    private double largest = Double.NEGATIVE_INFINITY;

    @Override
    public void add(HostMetricDefinition.Batch batch) {
      HostMetricDefinition.Tensor p = batch.tensor("p");
      for (int i = 0; i < p.size(0) * p.size(1); i++) {
        largest = Math.max(largest, p.number(i));
      }
    }

    @Override
    public double result() {
      return largest;
    }
  }

  private static List<Value> entropy(GraphBuilder graph, Arguments arguments) {
    Value logits = arguments.tensor("logits");
    Dim classes = logits.type().shape().dim(-1);
    Value target = graph.oneHot(arguments.tensor("label"), classes, ElementType.F32);
    int last = logits.type().shape().rank() - 1;
    return List.of(
        graph.negate(graph.sum(graph.multiply(target, graph.logSoftmax(logits)), false, last)));
  }

  private static List<Value> squared(GraphBuilder graph, Arguments arguments) {
    Value gap = graph.subtract(arguments.tensor("prediction"), arguments.tensor("target"));
    long[] axes = IntStream.range(1, gap.type().shape().rank()).asLongStream().toArray();
    return List.of(graph.mean(graph.square(gap), false, axes));
  }

  /** Changes the sign of a weight that its gradient wants smaller in magnitude. */
  private static final class Flip implements OptimizerDefinition {
    @Override
    public List<Slot> slots(Arguments arguments) {
      return List.of();
    }

    @Override
    public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
      for (OptimizerStep.Parameter parameter : step.parameters()) {
        Value push = graph.multiply(parameter.gradient(), parameter.value());
        Value flips = graph.less(parameter.option("threshold"), push);
        parameter.update(graph.select(flips, graph.negate(parameter.value()), parameter.value()));
      }
    }
  }

  /** θ ← θ − lr · (g + weight_decay · θ). */
  private static final class Descent implements OptimizerDefinition {
    @Override
    public List<Slot> slots(Arguments arguments) {
      return List.of();
    }

    @Override
    public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
      for (OptimizerStep.Parameter p : step.parameters()) {
        Value decayed =
            graph.add(p.gradient(), graph.multiply(p.option("weight_decay"), p.value()));
        p.update(graph.subtract(p.value(), graph.multiply(p.option("lr"), decayed)));
      }
    }
  }

  /** m ← momentum · m + g, θ ← θ − lr · m. */
  private static final class Heavy implements OptimizerDefinition {
    @Override
    public List<Slot> slots(Arguments arguments) {
      return List.of(Slot.zeros("buffer"));
    }

    @Override
    public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
      for (OptimizerStep.Parameter p : step.parameters()) {
        Value kept = graph.multiply(p.slot("buffer"), p.option("momentum"));
        Value moved = graph.add(kept, p.gradient());
        p.updateSlot("buffer", moved);
        Value rate = graph.divide(p.option("lr"), step.count());
        p.update(graph.subtract(p.value(), graph.multiply(rate, moved)));
      }
    }
  }

  /** The share of right answers. */
  private static final class Accuracy implements MetricDefinition {
    @Override
    public List<State> states(Arguments arguments) {
      TensorType number = new TensorType(ElementType.F64, Shape.SCALAR);
      return List.of(new State("right", number), new State("seen", number));
    }

    @Override
    public List<Value> update(GraphBuilder graph, Arguments arguments, List<Value> states) {
      Value best = graph.argMax(arguments.tensor("logits"), 1);
      Value right = graph.cast(graph.equal(best, arguments.tensor("label")), ElementType.F64);
      Value count = graph.cast(graph.size(right.type().shape().dim(0)), ElementType.F64);
      return List.of(graph.add(states.get(0), graph.sum(right)), graph.add(states.get(1), count));
    }

    @Override
    public Value result(GraphBuilder graph, Arguments arguments, List<Value> states) {
      return graph.divide(states.get(0), states.get(1));
    }
  }

  /** A source that the tests never open. */
  private record Source(Map<String, Long> facts) implements DataSourceDefinition {
    @Override
    public Map<String, Long> facts(Arguments arguments) {
      return facts;
    }

    @Override
    public Opened open(Arguments arguments, Place place) throws IOException {
      throw new IOException("the tests of the checker open no data");
    }
  }

  /** A source whose files tell how many classes there are. */
  private static final class Folder implements DataSourceDefinition {
    @Override
    public Set<String> factsOnOpening(Arguments arguments) {
      return Set.of("classes");
    }

    @Override
    public Opened open(Arguments arguments, Place place) throws IOException {
      throw new IOException("the tests of the checker open no data");
    }
  }
}
