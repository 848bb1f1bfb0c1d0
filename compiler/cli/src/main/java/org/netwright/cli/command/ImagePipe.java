package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.image.ImageTensor;
import org.netwright.engine.feed.Moment;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * The way of the recipe's own data from a record to what the net sees, for an image that is no
 * record of the source: the blocks of the last evaluation's pipe (of the last training's without
 * one), so that scaling equals training. The image stands for the record's field {@code image}, the
 * other fields are zero.
 */
final class ImagePipe implements AutoCloseable {
  private static final String IMAGE = "image";

  private final DataProgram data;
  private final TensorType image;
  private final TensorFlowProgram program;

  private ImagePipe(DataProgram data, TensorType image, TensorFlowProgram.Settings settings) {
    this.data = data;
    this.image = image;
    this.program = TensorFlowProgram.build(graphs(data), settings);
  }

  /** The pipe of a recipe whose data hold images and whose blocks use no net. */
  static Optional<ImagePipe> of(RecipeProgram recipe, TensorFlowProgram.Settings settings) {
    Optional<DataProgram> data = data(recipe);
    return data.flatMap(
        pipe ->
            pipe.record().stream()
                .filter(field -> field.name().equals(IMAGE))
                .map(DataProgram.Field::type)
                .filter(type -> ImageTensor.takes(known(type, pipe)))
                .filter(type -> graphs(pipe).stream().allMatch(g -> g.reads().isEmpty()))
                .findFirst()
                .map(type -> new ImagePipe(pipe, type, settings)));
  }

  private static Optional<DataProgram> data(RecipeProgram recipe) {
    List<DataProgram> evaluated = new ArrayList<>();
    List<DataProgram> trained = new ArrayList<>();
    for (RecipeProgram.Stage stage : recipe.stages()) {
      trained.add(stage.train().pass().data());
      stage.evaluates().forEach(evaluate -> evaluated.add(evaluate.pass().data()));
    }
    List<DataProgram> choice = evaluated.isEmpty() ? trained : evaluated;
    return choice.isEmpty() ? Optional.empty() : Optional.of(choice.get(choice.size() - 1));
  }

  private static List<StepGraph> graphs(DataProgram data) {
    return data.steps().stream()
        .filter(Operator.Map.class::isInstance)
        .map(step -> ((Operator.Map) step).graph())
        .toList();
  }

  /** A type with its free dims bound to what the program relies on, else to 1. */
  private static TensorType known(TensorType type, DataProgram data) {
    Map<String, Dim> sizes = new HashMap<>();
    for (Dim dim : type.shape().dims()) {
      dim.names().forEach(n -> sizes.put(n, Dim.of(data.expected().getOrDefault(n, 1L))));
    }
    return type.substitute(sizes);
  }

  /**
   * What an image of a size must be made into before {@link #apply}: itself, where the records of
   * the data are images of any size.
   */
  TensorType image(int height, int width) {
    Map<String, Dim> sizes = new HashMap<>();
    long[] own = {height, width};
    for (int axis = 0; axis < own.length; axis++) {
      long size = own[axis];
      image
          .shape()
          .dim(axis)
          .name()
          .ifPresent(n -> sizes.put(n, Dim.of(data.expected().getOrDefault(n, size))));
    }
    return known(image.substitute(sizes), data);
  }

  /**
   * What the net is fed for an image.
   *
   * @param wanted the net's input, without the batch axis
   * @return empty when the blocks make nothing of that type
   */
  Optional<HostTensor> apply(HostTensor pixels, RecipeProgram.Asked wanted) {
    Map<String, HostTensor> record = new LinkedHashMap<>();
    for (Field field : data.record()) {
      record.put(
          field.name(),
          field.name().equals(IMAGE) ? pixels : HostTensor.allocate(known(field.type(), data)));
    }
    boolean batched = false;
    for (Operator step : data.steps()) {
      if (step instanceof Operator.Map map) {
        record = run(map.graph(), record);
      } else if (step instanceof Operator.Unbatch) {
        record.replaceAll((name, value) -> first(value));
        batched = false;
      } else if (step instanceof Operator.Batch || step instanceof Operator.BatchByTokens) {
        record.replaceAll((name, value) -> stacked(value));
        batched = true;
      }
    }
    if (batched) {
      record.replaceAll((name, value) -> first(value));
    }
    return chosen(record, wanted);
  }

  private static Optional<HostTensor> chosen(
      Map<String, HostTensor> record, RecipeProgram.Asked wanted) {
    for (String name : List.of(wanted.name(), IMAGE)) {
      HostTensor value = record.get(name);
      if (value != null && value.type().equals(wanted.type())) {
        return Optional.of(value);
      }
    }
    return record.values().stream().filter(v -> v.type().equals(wanted.type())).findFirst();
  }

  private Map<String, HostTensor> run(StepGraph step, Map<String, HostTensor> record) {
    try (Feeds feeds = program.feeds(step, sizes(step, record))) {
      Moment.START.set(step, feeds);
      for (StepGraph.Input input : step.inputs()) {
        HostTensor value = record.get(input.name());
        if (value != null) {
          feeds.bytes(input.name()).put(value.bytes().duplicate());
        }
      }
      return new LinkedHashMap<>(program.run(step, feeds));
    }
  }

  private static Map<String, Long> sizes(StepGraph step, Map<String, HostTensor> record) {
    Map<String, Long> sizes = new HashMap<>();
    for (StepGraph.Input input : step.inputs()) {
      HostTensor value = record.get(input.name());
      Shape declared = input.type().shape();
      for (int axis = 0; value != null && axis < declared.rank(); axis++) {
        long size = value.type().shape().dim(axis).known();
        declared.dim(axis).name().ifPresent(name -> sizes.put(name, size));
      }
    }
    return sizes;
  }

  private static HostTensor stacked(HostTensor value) {
    TensorType type = value.type();
    return new HostTensor(
        new TensorType(type.element(), type.shape().insert(0, Dim.of(1))), value.bytes());
  }

  private static HostTensor first(HostTensor value) {
    TensorType type = value.type();
    return new HostTensor(new TensorType(type.element(), type.shape().without(0)), value.bytes());
  }

  @Override
  public void close() {
    program.close();
  }
}
