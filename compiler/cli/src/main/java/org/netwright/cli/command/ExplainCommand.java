package org.netwright.cli.command;

import java.util.List;
import java.util.Optional;
import org.netwright.cli.manual.ExplanationPage;
import org.netwright.cli.manual.ExplanationPages;
import org.netwright.cli.manual.ExplanationText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code explain}: the page of a diagnostic. */
@Command(
    name = "explain",
    description = "Explains a diagnostic by its code: what it means, and what mends it.")
final class ExplainCommand extends NetwrightCommand {
  /** How many codes are named beside an unknown one. */
  private static final int NEAREST = 3;

  @Parameters(
      index = "0",
      paramLabel = "CODE",
      description = "the code of a diagnostic, such as NW306")
  private String subject = "";

  @Override
  Exit run(CommandLineSession session) {
    String code =
        ExplanationPages.code(subject)
            .orElseThrow(
                () ->
                    CommandFailure.usage(
                        "`" + subject + "` is no code of a diagnostic",
                        "a code looks like NW306, and stands before each error"));
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
          for (ExplanationPage.Example example : page.examples()) {
            json.writeStartObject();
            json.writeBooleanField("wrong", example.wrong());
            json.writeBooleanField(
                "in_recipe", example.place() == ExplanationPage.Place.RECIPE);
            json.writeStringField("text", example.text());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
