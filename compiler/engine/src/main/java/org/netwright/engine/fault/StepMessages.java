package org.netwright.engine.fault;

import java.util.Locale;
import java.util.stream.Collectors;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.graph.Op;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.StepFailure;
import org.netwright.tensorflow.TensorFlowProgram.NonFinite;

/** The sentences about steps that fail: NW603 to NW609. */
public final class StepMessages {
  private StepMessages() {}

  static Diagnostic check(Span span, String what, StepFailure failure) {
    return Diagnostic.error("NW604", span, what + " stopped: " + failure.getMessage());
  }

  static Diagnostic notFinite(Span span, String what, StepFailure failure) {
    return Diagnostic.error("NW603", span, what + " stopped: " + failure.getMessage());
  }

  static Diagnostic firstNotFinite(NonFinite first, String what, Span place) {
    Op op = first.op();
    Span span = op.origin().span().exists() ? op.origin().span() : place;
    String shapes =
        first.operandShapes().stream().map(Shape::toString).collect(Collectors.joining(", "));
    String path = op.origin().path().isEmpty() ? "" : " in " + op.origin().path();
    String pass = op.origin().backward() ? " of the backward pass" : "";
    return Diagnostic.error(
        "NW603",
        span,
        what
            + " stopped: "
            + op.primitive().toString().toLowerCase(Locale.ROOT)
            + pass
            + path
            + (shapes.isEmpty() ? "" : " on " + shapes)
            + " is the first to give "
            + first.what());
  }

  static String rateHint(double rate) {
    String now = Double.isNaN(rate) ? "" : ", now " + (float) rate;
    return "a smaller learning rate"
        + now
        + ", a warm-up, or clip_norm(1.0) before the optimizer keeps values finite; weights saved"
        + " before this step are untouched";
  }

  static Diagnostic memory(Span span, String what) {
    return Diagnostic.error("NW605", span, what + " needs more memory than there is")
        .with(Hint.of("make the batch smaller"));
  }

  public static Diagnostic metricBroke(Span place, String metric, String plugin, Throwable cause) {
    return Diagnostic.error("NW656", place, "the metric " + metric + " throws " + cause)
        .with(Hint.of("this is a fault of the plugin " + plugin));
  }
}
