package org.netwright.cli.command;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netwright.cli.manual.ExplanationPage;
import org.netwright.cli.manual.ExplanationPages;
import org.netwright.cli.manual.ExplanationText;
import org.netwright.cli.manual.PageFence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code explain}: the page of a diagnostic, or the shapes on a line of a program. */
@Command(
    name = "explain",
    description =
        "Explains a diagnostic by its code, or how the shapes on a line of a file came about.")
final class ExplainCommand extends NetwrightCommand {
  /** How many codes are named beside an unknown one. */
  private static final int NEAREST = 3;

  @Parameters(
      index = "0",
      paramLabel = "CODE|FILE:LINE",
      description = "the code of a diagnostic, such as NW306, or a line, such as net.net:12")
  private String subject = "";

  private static final Pattern LINE = Pattern.compile("(.+):(\\d{1,9})(?::\\d+)?");

  @Override
  Exit run(CommandLineSession session) {
    Matcher line = LINE.matcher(subject);
    if (line.matches()) {
      LineExplanation.show(session, line.group(1), Integer.parseInt(line.group(2)));
      return Exit.OK;
    }
    String code =
        ExplanationPages.code(subject)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "`" + subject + "` is neither the code of a diagnostic nor FILE:LINE",
                        "a code looks like NW306 and stands before each error; a line of a"
                            + " file is written net.net:12"));
    page(session, ExplanationPages.find(code).orElseThrow(() -> unknown(code)));
    return Exit.OK;
  }

  private static CommandFailure unknown(String code) {
    List<String> near =
        ExplanationPages.nearest(code, NEAREST).stream()
            .map(ExplanationPages::find)
            .flatMap(Optional::stream)
            .map(page -> page.code() + " (" + page.title() + ")")
            .toList();
    return CommandFailure.usage(
        "there is no diagnostic " + code, "the nearest are " + String.join(", ", near));
  }

  private static void page(CommandLineSession session, ExplanationPage page) {
    if (!session.isJson()) {
      session.print(
          new ExplanationText(session.outPalette(), session.surroundings().columns()).lines(page));
      return;
    }
    JsonResult.print(
        session.out(),
        json -> {
          json.writeStringField("code", page.code());
          json.writeStringField("title", page.title());
          json.writeStringField("meaning", page.meaning());
          json.writeStringField("markdown", page.markdown());
          json.writeArrayFieldStart("examples");
          for (PageFence example : page.examples()) {
            json.writeStartObject();
            json.writeBooleanField("wrong", example.turn() == PageFence.Turn.WRONG);
            json.writeBooleanField("in_recipe", example.place() == PageFence.Place.RECIPE);
            json.writeStringField("place", example.place().word());
            json.writeStringField("text", example.text());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
