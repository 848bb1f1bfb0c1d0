package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.AskedFact;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.CompiledFile.SourceFacts;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.precision.MixedPrecision;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;

/** Each recipe of the programs in mixed precision; nothing is trained. */
class ProgramsInMixedPrecisionTest {
  /** Where no data are: facts of files are small numbers. */
  private static final SourceFacts SMALL =
      new SourceFacts() {
        @Override
        public Optional<Long> tell(AskedFact asked) {
          return Optional.of(16L);
        }

        @Override
        public boolean isYielding() {
          return true;
        }
      };

  /** Recipes that need a net or a quantizer of another one. */
  private static final Set<String> PARTS = Set.of("adambnn.net:Step", "smoothing.net:Student");

  /** What a recipe must be given. */
  private static final Map<String, Map<String, String>> ARGUMENTS =
      Map.of("smoothing.net:Teacher", Map.of("smoothing", "0.1"));

  static Stream<Path> programs() throws IOException {
    try (Stream<Path> all = Files.list(Project.ACCEPTED)) {
      return all
          .filter(file -> !file.getFileName().toString().matches("(edge|language)_.*"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @Test
  void thereAreAllOfThem() throws IOException {
    assertThat(programs().count()).isGreaterThanOrEqualTo(21);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyTrainingStepOfAProgramCanBeComputedInIt(Path program) throws IOException {
    CompiledFile file = Project.compileText(Files.readString(program));
    assertThat(file.diagnostics()).noneMatch(d -> d.isError());
    for (String name : file.recipes()) {
      String here = program.getFileName() + ":" + name;
      if (PARTS.contains(here)) {
        continue;
      }
      Map<String, String> set = ARGUMENTS.getOrDefault(here, Map.of());
      RecipeOptions options = new RecipeOptions(set, Optional.empty(), Optional.empty());
      RecipeProgram recipe = file.recipe(name, options.withMadeUpWeights().withFacts(SMALL));
      for (RecipeProgram.Stage stage : recipe.stages()) {
        check(stage.train().pass().step());
      }
    }
  }

  private static void check(StepGraph step) {
    StepGraph mixed = MixedPrecision.of(step);
    assertThat(GraphVerifier.faults(mixed)).isEmpty();
    mixed.writes().forEach((v, value) -> assertThat(value.type()).isEqualTo(v.type()));
    assertThat(mixed.outputs().keySet()).isEqualTo(step.outputs().keySet());
    step.outputs()
        .forEach(
            (name, value) -> assertThat(mixed.outputs().get(name).type()).isEqualTo(value.type()));
    List<Op> products =
        mixed.graph().ops().stream()
            .filter(op -> op.primitive() == Primitive.MATMUL || op.primitive() == Primitive.CONV2D)
            .filter(op -> !op.origin().backward())
            .toList();
    assertThat(products).anyMatch(op -> op.result().type().element() == ElementType.BF16);
  }
}
