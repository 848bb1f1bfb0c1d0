package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.NumberRunner;
import org.netwright.frontend.program.TestResult;
import org.netwright.tensorflow.TensorFlowNumbers;
import org.netwright.tensorflow.TensorFlowProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code test}: runs the test blocks of files. */
@Command(name = "test", description = "Runs the test blocks of files.")
final class TestCommand extends NetwrightCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "the files whose tests run")
  private List<String> files = List.of();

  @Override
  Exit run(CommandLineSession session) {
    List<TestResult> results = new ArrayList<>();
    // TensorFlow is loaded by the first check that needs numbers; tests of shapes start without it.
    NumberRunner numbers = new TensorFlowNumbers(TensorFlowProgram.Settings.DEFAULT);
    for (String file : files) {
      CompiledFile compiled = session.compileWhole(file).compiled();
      List<TestResult> ran = compiled.runTests(Optional.of(numbers));
      if (ran.isEmpty()) {
        session.note(file + " has no test blocks");
      }
      if (!session.isJson()) {
        ran.forEach(result -> session.print(text(session.outPalette(), result)));
      }
      results.addAll(ran);
    }
    long failed = results.stream().filter(result -> !result.passed()).count();
    if (session.isJson()) {
      JsonResult.print(session.out(), json -> write(json, results));
    } else {
      session.print(List.of((results.size() - failed) + " passed, " + failed + " failed"));
    }
    return failed > 0 ? Exit.FINDINGS : Exit.OK;
  }

  private static List<String> text(Palette palette, TestResult result) {
    List<String> lines = new ArrayList<>();
    String mark =
        result.passed() ? palette.paint(Ink.GOOD, "ok  ") : palette.paint(Ink.ERROR, "FAIL");
    lines.add(
        mark
            + "  "
            + Printable.line(result.place().file())
            + ":"
            + result.place().line()
            + "  "
            + Printable.line(result.name()));
    for (TestResult.Failure failure : result.failures()) {
      lines.add("      " + Printable.line(failure.place() + "  " + failure.message()));
    }
    return lines;
  }

  private static void write(JsonGenerator json, List<TestResult> results) throws IOException {
    json.writeArrayFieldStart("tests");
    for (TestResult result : results) {
      json.writeStartObject();
      json.writeStringField("name", result.name());
      json.writeBooleanField("passed", result.passed());
      json.writeStringField(
          "message",
          result.failures().stream()
              .map(TestResult.Failure::message)
              .collect(Collectors.joining("; ")));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
