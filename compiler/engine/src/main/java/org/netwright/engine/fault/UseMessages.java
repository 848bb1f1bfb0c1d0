package org.netwright.engine.fault;

import java.util.Collection;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** The sentences about using a trained run: NW650 to NW659. */
public final class UseMessages {
  private UseMessages() {}

  private static Diagnostic error(String code, String message) {
    return Diagnostic.error(code, Span.NONE, message);
  }

  public static Diagnostic nothingToEvaluate(String recipe) {
    return error("NW650", recipe + " evaluates nothing")
        .with(Hint.of("add `evaluate on … { report … }` to the recipe"));
  }

  public static Diagnostic nothingToPredict(String recipe) {
    return error("NW651", recipe + " has nothing to predict with")
        .with(Hint.of("add `predict as (x: type) { … }` to the recipe"));
  }

  public static Diagnostic freeSizes(String input, TensorType type, Collection<String> names) {
    return error(
        "NW652",
        "the input "
            + input
            + " is "
            + type
            + ", and "
            + String.join(", ", names)
            + " does not follow from the batch");
  }

  public static Diagnostic otherInput(String input, TensorType wanted, TensorType given) {
    return error("NW652", "the input " + input + " is " + wanted + ", and " + given + " was given");
  }

  public static Diagnostic missingInput(String input, Collection<String> given) {
    return error(
        "NW652",
        "the input "
            + input
            + " is not given; there is "
            + (given.isEmpty() ? "none" : String.join(", ", given)));
  }

  public static Diagnostic noImage(String file, String why) {
    return error("NW653", file + " cannot be read as an image: " + why);
  }

  public static Diagnostic imageSize(
      String file, int width, int height, int channels, TensorType wanted) {
    return error(
            "NW653",
            file
                + " is "
                + width
                + " × "
                + height
                + " pixels with "
                + channels
                + (channels == 1 ? " channel" : " channels")
                + ", and the input takes "
                + wanted)
        .with(Hint.of("scale the image first, or predict from a recipe that resizes its input"));
  }

  public static Diagnostic noNumbers(String text, String why) {
    return error("NW654", "\"" + text + "\" cannot be read as numbers: " + why)
        .with(Hint.of("give numbers with commas between them, a .json file, or an image file"));
  }

  public static Diagnostic otherCount(String text, long found, TensorType wanted) {
    return error(
        "NW654",
        "\""
            + text
            + "\" holds "
            + found
            + (found == 1 ? " number" : " numbers")
            + ", and the input takes "
            + wanted);
  }

  public static Diagnostic callbackBroke(Span place, String name, String plugin, Throwable cause) {
    return Diagnostic.error("NW658", place, "the callback " + name + " throws " + cause)
        .with(
            Hint.of(
                "this is a fault of the plugin "
                    + plugin
                    + "; what was saved is whole, and the run can go on without the callback"));
  }
}
