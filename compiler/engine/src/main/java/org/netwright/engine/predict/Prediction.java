package org.netwright.engine.predict;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.netwright.engine.evaluate.TrainedRun;
import org.netwright.engine.evaluate.UseOptions;
import org.netwright.engine.fault.StepFaults;
import org.netwright.engine.fault.UseMessages;
import org.netwright.engine.feed.Moment;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Asked;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.frontend.program.RecipeProgram.Predict;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.StepFailure;

/** A trained run that answers for inputs, a batch at a time. */
public final class Prediction implements AutoCloseable {
  private static final String BATCH = "B";

  private final Predict predict;
  private final TrainedRun trained;

  private Prediction(Predict predict, TrainedRun trained) {
    this.predict = predict;
    this.trained = trained;
  }

  /**
   * @param recipe the recipe of the run
   * @throws DiagnosticException when the recipe has nothing to predict with
   * @throws org.netwright.tensorflow.EnvironmentFault when there is no such run or it is damaged
   */
  public static Prediction open(
      RecipeProgram recipe, Path folder, Choice choice, UseOptions options) {
    Predict predict =
        recipe
            .predict()
            .orElseThrow(
                () -> new DiagnosticException(UseMessages.nothingToPredict(recipe.name())));
    return new Prediction(
        predict, TrainedRun.open(folder, choice, List.of(predict.step()), options));
  }

  /** What is asked for, each of one example: without the batch axis. */
  public List<Asked> inputs() {
    List<Asked> asked = new ArrayList<>();
    for (StepGraph.Input input : predict.step().inputs()) {
      if (!input.isClock()) {
        asked.add(new Asked(input.name(), example(input.type())));
      }
    }
    return asked;
  }

  private static boolean isBatched(TensorType type) {
    return type.shape().rank() > 0 && type.shape().dim(0).equals(Dim.named(BATCH));
  }

  private static TensorType example(TensorType type) {
    return isBatched(type) ? new TensorType(type.element(), type.shape().without(0)) : type;
  }

  /**
   * The outputs by name for examples given one by one.
   *
   * @param examples inputs by name, as {@link #inputs} asks for them
   * @return for each example its outputs, without the batch axis
   */
  public List<Map<String, HostTensor>> run(List<Map<String, HostTensor>> examples) {
    if (examples.isEmpty()) {
      return List.of();
    }
    boolean batched =
        predict.step().inputs().stream().anyMatch(i -> !i.isClock() && isBatched(i.type()));
    if (!batched) {
      return examples.stream().map(example -> runBatch(List.of(example))).toList();
    }
    Map<String, HostTensor> outputs = runBatch(examples);
    List<Map<String, HostTensor>> each = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      int row = i;
      Map<String, HostTensor> one = new LinkedHashMap<>();
      outputs.forEach((name, value) -> one.put(name, row(name, value, row, examples.size())));
      each.add(one);
    }
    return each;
  }

  /** A row of an output with the batch axis; an output without it is the same for all. */
  private HostTensor row(String name, HostTensor all, int row, int rows) {
    Value declared = Objects.requireNonNull(predict.step().outputs().get(name), name);
    if (!isBatched(declared.type())) {
      return all;
    }
    int bytes = all.bytes().remaining() / rows;
    return new HostTensor(
        new TensorType(all.type().element(), all.type().shape().without(0)),
        all.bytes().slice(row * bytes, bytes));
  }

  private Map<String, HostTensor> runBatch(List<Map<String, HostTensor>> examples) {
    demandSizes();
    StepGraph step = predict.step();
    try (Feeds feeds = trained.program().feeds(step, Map.of(BATCH, (long) examples.size()))) {
      Moment.START.set(step, feeds);
      for (Asked asked : inputs()) {
        fill(feeds, asked, examples);
      }
      return trained.program().run(step, feeds);
    } catch (StepFailure e) {
      throw StepFaults.in(e, "predict", Span.NONE);
    }
  }

  private void demandSizes() {
    for (StepGraph.Input input : predict.step().inputs()) {
      Set<String> free = new TreeSet<>();
      for (Dim dim : input.type().shape().dims()) {
        free.addAll(dim.names());
      }
      free.remove(BATCH);
      if (!free.isEmpty()) {
        throw new DiagnosticException(UseMessages.freeSizes(input.name(), input.type(), free));
      }
    }
  }

  private static void fill(Feeds feeds, Asked asked, List<Map<String, HostTensor>> examples) {
    ByteBuffer memory = feeds.bytes(asked.name());
    for (Map<String, HostTensor> example : examples) {
      HostTensor given = example.get(asked.name());
      if (given == null) {
        throw new DiagnosticException(UseMessages.missingInput(asked.name(), example.keySet()));
      }
      if (!given.type().equals(asked.type())) {
        throw new DiagnosticException(
            UseMessages.otherInput(asked.name(), asked.type(), given.type()));
      }
      memory.put(given.bytes().duplicate());
    }
  }

  @Override
  public void close() {
    trained.close();
  }
}
