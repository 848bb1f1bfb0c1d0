package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.netwright.cli.image.ImageFile;
import org.netwright.cli.image.ImageTensor;
import org.netwright.cli.terminal.Printable;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.evaluate.UseOptions;
import org.netwright.engine.predict.InputReader;
import org.netwright.engine.predict.Prediction;
import org.netwright.frontend.program.RecipeProgram.Asked;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code predict}: what a trained network says about inputs. */
@Command(
    name = "predict",
    description = {
      "Asks a trained run about inputs: image files (PNG, JPEG, GIF, BMP), JSON files of numbers,",
      "or numbers with commas between them.",
      "",
      "An image goes the way of the recipe's test data: its pixels from 0 to 255 stand for the field",
      "`image` of a record, and the blocks of the data pipe scale them. Where the test data have no",
      "such field, the pixels go into the network as they are. An image of another size or of other",
      "colours is converted, with a note. Numbers go into the network as they are.",
    })
final class PredictCommand extends NetwrightCommand {
  private static final int SHOWN = 5;

  @Parameters(index = "0", paramLabel = "RUN", description = "the folder of the run")
  private String run = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "INPUT", description = "the inputs")
  private List<String> inputs = List.of();

  @Mixin private DeviceOption device = new DeviceOption();

  /** What the network said about an input. */
  private record Answer(String input, Map<String, HostTensor> outputs) {}

  @Override
  Exit run(CommandLineSession session) {
    inputs.stream().filter(ImageFile::isImage).forEach(session::existing);
    UsedRun used = UsedRun.open(session, run);
    UseOptions options =
        UseOptions.of(used.data())
            .withDevice(device.chosen(session), 0)
            .withListeners(session::note, (done, all) -> {});
    List<Answer> answers = new ArrayList<>();
    try (Prediction prediction =
        Prediction.open(used.recipe(), used.folder(), Choice.DEFAULT, options)) {
      Asked asked = only(prediction.inputs());
      List<Map<String, HostTensor>> outputs = prediction.run(examples(session, used, asked));
      for (int i = 0; i < inputs.size(); i++) {
        answers.add(new Answer(inputs.get(i), outputs.get(i)));
      }
    }
    if (session.isJson()) {
      JsonResult.print(session.out(), json -> write(json, answers));
    } else {
      answers.forEach(answer -> session.print(text(answer)));
    }
    return Exit.OK;
  }

  private static Asked only(List<Asked> asked) {
    if (asked.size() != 1) {
      throw CommandFailure.usage(
          "this network takes "
              + asked.size()
              + " inputs ("
              + String.join(", ", asked.stream().map(a -> a.name() + ": " + a.type()).toList())
              + "), and the command line gives one",
          "write a `predict` block with one input into the recipe");
    }
    return asked.get(0);
  }

  private List<Map<String, HostTensor>> examples(
      CommandLineSession session, UsedRun used, Asked asked) {
    boolean images = inputs.stream().anyMatch(ImageFile::isImage);
    Optional<ImagePipe> pipe =
        images
            ? ImagePipe.of(
                used.recipe(), new TensorFlowProgram.Settings(device.chosen(session), 0, 0))
            : Optional.empty();
    try {
      if (images && pipe.isEmpty()) {
        session.note(
            "the test data of this recipe have no field `image` that blocks without nets prepare,"
                + " so pixels go into the network as they are, from 0 to 255");
      }
      List<Map<String, HostTensor>> examples = new ArrayList<>();
      for (String input : inputs) {
        HostTensor value =
            ImageFile.isImage(input)
                ? image(session, input, asked, pipe)
                : numbers(session, input, asked);
        examples.add(new LinkedHashMap<>(Map.of(asked.name(), value)));
      }
      return examples;
    } finally {
      pipe.ifPresent(ImagePipe::close);
    }
  }

  private static HostTensor numbers(CommandLineSession session, String input, Asked asked) {
    boolean file = input.toLowerCase(java.util.Locale.ROOT).endsWith(".json");
    return InputReader.read(file ? session.path(input).toString() : input, asked.type());
  }

  private static HostTensor image(
      CommandLineSession session, String input, Asked asked, Optional<ImagePipe> pipe) {
    ImageFile pixels = pixels(session, input);
    var type = pipe.map(p -> p.image(pixels.height(), pixels.width())).orElse(asked.type());
    if (!ImageTensor.takes(type)) {
      throw CommandFailure.usage(
          "this network takes " + asked.name() + ": " + asked.type() + ", which is no image",
          "give it numbers with commas between them, or a JSON file of numbers");
    }
    ImageTensor image = ImageTensor.of(pixels, type);
    if (!image.changes().isEmpty()) {
      session.note(input + ": " + image.changes());
    }
    return pipe.map(
            way ->
                way.apply(image.tensor(), asked)
                    .orElseThrow(
                        () ->
                            CommandFailure.usage(
                                "the data blocks of this recipe make no "
                                    + asked.type()
                                    + " of an image, which the network takes",
                                "give it numbers, or write a `predict` block into the recipe")))
        .orElse(image.tensor());
  }

  private static ImageFile pixels(CommandLineSession session, String input) {
    try {
      return ImageFile.read(session.existing(input));
    } catch (IOException unreadable) {
      throw CommandFailure.usage(
          input + " is no image that can be read: " + unreadable.getMessage(),
          "name a PNG, JPEG, GIF or BMP file");
    }
  }

  private static void write(JsonGenerator json, List<Answer> answers) throws IOException {
    json.writeArrayFieldStart("outputs");
    for (Answer answer : answers) {
      for (Map.Entry<String, HostTensor> output : answer.outputs().entrySet()) {
        json.writeStartObject();
        json.writeStringField("input", answer.input());
        if (answer.outputs().size() > 1) {
          json.writeStringField("output", output.getKey());
        }
        json.writeFieldName("values");
        String values = Measurement.of(output.getValue()).toString();
        json.writeRawValue(values.startsWith("[") ? values : "[" + values + "]");
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static List<String> text(Answer answer) {
    List<String> lines = new ArrayList<>();
    answer
        .outputs()
        .forEach(
            (name, value) ->
                lines.add(
                    Printable.line(answer.input())
                        + "  "
                        + (answer.outputs().size() > 1 ? name + "  " : "")
                        + words(value)));
    return lines;
  }

  /** Of scores of classes the best ones; of anything else the numbers. */
  private static String words(HostTensor value) {
    double[] numbers = value.numbers();
    if (value.type().shape().rank() != 1 || numbers.length < 2) {
      return Measurement.of(value).toString();
    }
    List<String> best =
        IntStream.range(0, numbers.length)
            .boxed()
            .sorted((a, b) -> Double.compare(numbers[b], numbers[a]))
            .limit(SHOWN)
            .map(i -> i + " (" + Count.rounded(numbers[i]) + ")")
            .toList();
    return "class " + best.get(0) + ", then " + String.join(", ", best.subList(1, best.size()));
  }
}
