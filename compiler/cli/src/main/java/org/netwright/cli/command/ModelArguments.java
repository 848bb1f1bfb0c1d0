package org.netwright.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.frontend.program.ModelProgram;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of a command that looks at one model, and the model that they mean. */
final class ModelArguments {
  @Parameters(paramLabel = "FILE[:MODEL]", description = "the model")
  private String target = "";

  @Mixin private Overrides overrides = new Overrides();

  @Option(
      names = "--input",
      paramLabel = "SIZES",
      description = "the sizes of the first input, the batch in front, such as 1,224,224,3")
  private @Nullable String input;

  /**
   * Compiles the file and elaborates the model.
   *
   * @param command for the example in messages
   * @param shapes is told what comes about on the way
   */
  ModelProgram model(CommandLineSession session, String command, ShapeLog shapes) {
    Map<String, String> set = overrides.byName();
    Optional<List<Long>> sizes = InputSizes.of(Optional.ofNullable(input));
    Target chosen = Target.of(target, session.surroundings().directory());
    CompiledFile compiled = session.compileWhole(chosen.file()).compiled();
    String name = chosen.choose("model", command, compiled.models());
    return shapes == ShapeLog.NONE
        ? compiled.model(name, set, sizes)
        : compiled.model(name, set, sizes, shapes);
  }
}
