package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code check}: everything that can be known about a file without running it. */
@Command(
    name = "check",
    description = "Checks files: names, shapes, gradients, recipes. Never loads TensorFlow.")
final class CheckCommand extends NetwrightCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "the files to check")
  private List<String> files = List.of();

  @Override
  Exit run(CommandLineSession session) {
    List<SizeRequirement> sizes = new ArrayList<>();
    for (String file : files) {
      long before = session.log().errors();
      try {
        CompiledFile compiled = session.compile(file).compiled();
        session.log().add(compiled.advice(), compiled.texts());
        List<SizeRequirement> found = compiled.requirements();
        sizes.addAll(found);
        if (session.log().errors() == before && !diagnosticsAreTheResult(session)) {
          ok(session, file, compiled, found);
        }
      } catch (DiagnosticException mistakes) {
        session.log().add(mistakes.diagnostics(), Map.of());
      }
    }
    if (diagnosticsAreTheResult(session)) {
      session.out().println(session.isSarif() ? session.log().sarif() : session.log().json(sizes));
      session.out().flush();
    }
    return Exit.OK;
  }

  @Override
  boolean diagnosticsAreTheResult(CommandLineSession session) {
    return session.isJson() || session.isSarif();
  }

  @Override
  boolean writesSarif() {
    return true;
  }

  private static void ok(
      CommandLineSession session, String file, CompiledFile compiled, List<SizeRequirement> found) {
    List<String> parts = new ArrayList<>();
    parts.add(Count.of(compiled.models().size(), "model") + sizes(compiled));
    parts.add(Count.of(compiled.recipes().size(), "recipe"));
    parts.add(Count.of(compiled.tests().size(), "test"));
    List<String> lines = new ArrayList<>();
    lines.add(
        session.outPalette().paint(Ink.GOOD, "ok")
            + "  "
            + Printable.line(file)
            + "  "
            + String.join(", ", parts));
    for (SizeRequirement requirement : found) {
      if (!requirement.isTelling() && !session.isVerbose()) {
        continue;
      }
      lines.add("    " + Printable.line(requirement.sentence()));
      requirement.counterexample().ifPresent(c -> lines.add("      " + Printable.line(why(c))));
    }
    session.print(lines);
  }

  private static String why(SizeRequirement.Counterexample example) {
    List<String> sizes = new ArrayList<>();
    new TreeMap<>(example.sizes()).forEach((name, size) -> sizes.add(name + " = " + size));
    List<String> near = new ArrayList<>();
    new TreeMap<>(example.nearest())
        .forEach(
            (name, works) ->
                near.add(
                    name
                        + " = "
                        + works.stream().map(String::valueOf).collect(Collectors.joining(" or "))));
    return "%s does not work, %s:%d: %s%s"
        .formatted(
            String.join(", ", sizes),
            example.place().file(),
            example.place().line(),
            example.arithmetic(),
            near.isEmpty() ? "" : "; nearest that works: " + String.join(", ", near));
  }

  private static String sizes(CompiledFile compiled) {
    List<String> sizes = compiled.models().stream().map(name -> size(compiled, name)).toList();
    return sizes.isEmpty() ? "" : " (parameters: " + String.join(", ", sizes) + ")";
  }

  /** The parameters of a model with its defaults; one that lacks a default has no size yet. */
  private static String size(CompiledFile compiled, String name) {
    try {
      ModelProgram model = compiled.model(name, Map.of(), Optional.empty());
      return name + " " + Count.grouped(parameters(model));
    } catch (DiagnosticException open) {
      return name + " open";
    }
  }

  private static long parameters(ModelProgram model) {
    return model.variables().stream()
        .filter(variable -> variable.kind() == Variable.Kind.PARAMETER)
        .mapToLong(variable -> variable.type().shape().elements().known())
        .sum();
  }
}
