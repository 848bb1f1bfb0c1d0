package org.netwright.tensorflow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.emit.Target;

/** The sentences of the back end. */
final class TensorFlowMessages {
  private TensorFlowMessages() {}

  static Diagnostic noNativeLibrary(Throwable cause) {
    return Diagnostic.error(
            "NW601",
            Span.NONE,
            "TensorFlow's native library does not load on "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ": "
                + root(cause))
        .with(
            Hint.of(
                "exactly one tensorflow-core-native jar with the classifier of this platform must"
                    + " be on the class path (linux-x86_64, linux-arm64, macosx-arm64,"
                    + " windows-x86_64)"));
  }

  private static String root(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String words = root.getMessage();
    String name = root.getClass().getSimpleName();
    return words == null ? name : name + ": " + words.lines().findFirst().orElse("");
  }

  static Diagnostic noGpu(List<DeviceList.Device> devices) {
    return Diagnostic.error(
            "NW602",
            Span.NONE,
            "a GPU was asked for, but TensorFlow sees none; it sees "
                + devices.stream()
                    .map(DeviceList.Device::toString)
                    .collect(Collectors.joining(", ")))
        .with(
            Hint.of(
                "run on the CPU, or install the native jar with the classifier linux-x86_64-gpu, an"
                    + " NVIDIA driver, CUDA 12 and cuDNN 9"));
  }

  static Diagnostic noKernel(String type, Target target, Optional<Op> op) {
    String computed = op.map(o -> ", which " + named(o) + " is computed with").orElse("");
    return Diagnostic.error(
            "NW822",
            op.map(o -> o.origin().span()).orElse(Span.NONE),
            "TensorFlow has no kernel for " + type + " in bf16 on a " + target + computed)
        .with(Hint.of("train this program in float32: leave out --precision bf16"));
  }

  // ---- failed steps

  static String notFinite(StepGraph step, Op op) {
    return "step " + step.name() + ": the result of " + named(op) + " is not finite";
  }

  static String noMemory(StepGraph step, String words) {
    return "step " + step.name() + " does not fit into memory: " + firstLine(words);
  }

  /** TensorFlow's words about an op, with the types that it met. */
  static String failed(StepGraph step, Op op, List<TensorType> operands, String words) {
    String types =
        operands.isEmpty()
            ? ""
            : operands.stream()
                .map(TensorType::toString)
                .collect(Collectors.joining(", ", " on ", ""));
    return "step " + step.name() + ", " + named(op) + types + ": " + firstLine(words);
  }

  static String failed(StepGraph step, String words) {
    return "step " + step.name() + ": " + firstLine(words);
  }

  private static String named(Op op) {
    return op.primitive() == Primitive.INPUT
        ? "input " + op.attributes().text("name")
        : op.primitive() == Primitive.READ
            ? "variable " + op.attributes().text("variable")
            : op.primitive().toString();
  }

  private static String firstLine(String words) {
    return words
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.contains("root error(s) found"))
        .findFirst()
        .orElse("no reason given")
        .replaceFirst("^\\(\\d+\\) [A-Z_ ]+: ", "");
  }

  // ---- broken promises of callers

  static String missingSize(String dim, String input, TensorType type, StepGraph step) {
    return "the size of dim "
        + dim
        + " must be given: input "
        + input
        + " of step "
        + step.name()
        + " is "
        + type;
  }

  static String unknownInput(String input, Collection<String> inputs) {
    return "no input is named " + input + "; there are " + String.join(", ", inputs);
  }
}
