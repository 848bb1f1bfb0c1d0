package org.netwright.frontend.resolve;

import java.util.Map;
import java.util.Optional;

/** Words of Python, PyTorch and Keras, and what is written for them here. */
public final class ForeignWords {
  /**
   * @param ours what stands in its place; empty where no one word does
   * @param hint the sentence
   */
  public record Word(Optional<String> ours, String hint) {
    static Word named(String ours) {
      return new Word(Optional.of(ours), "it is called `" + ours + "` here");
    }

    static Word said(String hint) {
      return new Word(Optional.empty(), hint);
    }
  }

  private static final String MODULE =
      "functions and layers stand alone: `relu(x)`, `x |> Linear(10)`; layers come by `use std.nn.{…}`";

  private static final Map<String, Word> NAMES =
      Map.ofEntries(
          Map.entry("True", Word.named("true")),
          Map.entry("False", Word.named("false")),
          Map.entry("None", Word.named("none")),
          Map.entry(
              "self",
              Word.said(
                  "parameters are names of the body: `param kernel: [C, out] = …`, then `kernel`")),
          Map.entry("lambda", Word.said("a block is a function of `it`: `{ it + 1 }`")),
          Map.entry("len", Word.said("sizes are names of the signature: `(x: [B, N, C])`")),
          Map.entry("torch", Word.said(MODULE)),
          Map.entry("nn", Word.said(MODULE)),
          Map.entry("F", Word.said(MODULE)),
          Map.entry("tf", Word.said(MODULE)),
          Map.entry("keras", Word.said(MODULE)),
          Map.entry("layers", Word.said(MODULE)),
          Map.entry("np", Word.said(MODULE)),
          Map.entry("Dense", Word.named("Linear")),
          Map.entry("Conv2D", Word.named("Conv2d")),
          Map.entry("DepthwiseConv2D", Word.named("DepthwiseConv2d")),
          Map.entry("BatchNorm1d", Word.named("BatchNorm")),
          Map.entry("BatchNorm2d", Word.named("BatchNorm")),
          Map.entry("BatchNormalization", Word.named("BatchNorm")),
          Map.entry("LayerNormalization", Word.named("LayerNorm")),
          Map.entry("MultiheadAttention", Word.named("MultiHeadAttention")),
          Map.entry("MaxPool2d", Word.named("max_pool")),
          Map.entry("MaxPooling2D", Word.named("max_pool")),
          Map.entry("AvgPool2d", Word.named("avg_pool")),
          Map.entry("AveragePooling2D", Word.named("avg_pool")),
          Map.entry("Flatten", Word.named("flatten")),
          Map.entry("ReLU", Word.named("relu")),
          Map.entry("GELU", Word.named("gelu")),
          Map.entry("Sigmoid", Word.named("sigmoid")),
          Map.entry("Tanh", Word.named("tanh")),
          Map.entry("Softmax", Word.named("softmax")),
          Map.entry(
              "Sequential", Word.said("layers follow one another by `|>`: `x |> A() |> B()`")),
          Map.entry("CrossEntropyLoss", Word.named("cross_entropy")),
          Map.entry("SparseCategoricalCrossentropy", Word.named("cross_entropy")),
          Map.entry("MSELoss", Word.named("mean_squared_error")),
          Map.entry("SGD", Word.named("Sgd")),
          Map.entry("view", Word.named("reshape")),
          Map.entry("permute", Word.named("transpose")),
          Map.entry("cat", Word.named("concat")));

  private static final Word FROM_INPUT =
      Word.said("it is known from what flows in, so leave it out");

  private static final Map<String, Word> ARGUMENTS =
      Map.ofEntries(
          Map.entry("kernel_size", Word.named("kernel")),
          Map.entry("pool_size", Word.named("window")),
          Map.entry("padding", Word.named("pad")),
          Map.entry("strides", Word.named("stride")),
          Map.entry("filters", Word.named("out")),
          Map.entry("units", Word.named("out")),
          Map.entry("out_channels", Word.named("out")),
          Map.entry("out_features", Word.named("out")),
          Map.entry("in_channels", FROM_INPUT),
          Map.entry("in_features", FROM_INPUT),
          Map.entry("input_shape", FROM_INPUT),
          Map.entry("input_dim", FROM_INPUT),
          Map.entry("num_features", FROM_INPUT),
          Map.entry("normalized_shape", FROM_INPUT),
          Map.entry("embed_dim", FROM_INPUT),
          Map.entry("activation", Word.said("it is a stage of its own: `|> Linear(4) |> relu`")),
          Map.entry("use_bias", Word.named("bias")),
          Map.entry("kernel_initializer", Word.named("init")),
          Map.entry("num_heads", Word.named("heads")),
          Map.entry("num_groups", Word.named("groups")),
          Map.entry("learning_rate", Word.named("lr")),
          Map.entry("weight_decay", Word.named("decay")),
          Map.entry("dim", Word.named("axis")),
          Map.entry("keepdim", Word.named("keep")),
          Map.entry("keepdims", Word.named("keep")),
          Map.entry("label_smoothing", Word.named("smoothing")),
          Map.entry("batch_size", Word.named("batch")));

  private ForeignWords() {}

  public static Optional<Word> name(String name) {
    return Optional.ofNullable(NAMES.get(name));
  }

  public static Optional<Word> argument(String name) {
    return Optional.ofNullable(ARGUMENTS.get(name));
  }
}
