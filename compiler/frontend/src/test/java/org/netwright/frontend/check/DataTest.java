package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.AskedFact;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.CompiledFile.SourceFacts;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;

/** Data pipes whole: operators, lists, facts, stated records, frozen nets (definitions C14). */
class DataTest {
  private static final String NET =
      """
      layer Net(classes: int = 10, side: int = 8)(image: [B, side, side, 1]) -> [B, classes] {
          param w: [side * side, classes] = normal(0.1)
          return matmul(flatten(image), w)
      }
      layer Wide(classes: int)(image: [B, H, W, 3]) -> [B, classes] {
          param w: [H * W * 3, classes] = normal(0.1)
          return matmul(flatten(image), w)
      }
      """;

  private static CompiledFile file(String body) {
    CompiledFile file = Checked.file(NET + "recipe R() {\n" + body + "\n}\n");
    assertThat(file.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
    return file;
  }

  private static DataProgram data(String body) {
    return data(file(body).recipe("R", RecipeOptions.NONE));
  }

  private static DataProgram data(RecipeProgram program) {
    return program.stages().get(0).train().pass().data();
  }

  private static String fields(DataProgram data) {
    StringBuilder all = new StringBuilder();
    data.batch().forEach(f -> all.append(f.name()).append(": ").append(f.type()).append("; "));
    return all.toString();
  }

  @Test
  void aListInARecordIsFieldsOfItsPlacesAndAListInTheBody() {
    DataProgram data =
        data(
            """
            data views = pictures().train |> { (big = [it.image / (i + 1) for i in 0..2], label = it.label) } |> batch(4)
            net n = Net()
            train 1 epochs on views as (big, label) {
                minimize mean([mean(cross_entropy(n(v), label)) for v in big]) using Descent()
            }
            """);
    assertThat(fields(data)).isEqualTo("big.0: [B, 8, 8, 1]; big.1: [B, 8, 8, 1]; label: i64[B]; ");
  }

  @Test
  void theTextOfTheRecipesMakesTheStepsOfTheProgram() {
    DataProgram data =
        data(
            """
            data photos_ = photos("x")
            net teacher = frozen Net()
            data views = photos_.train |> repeated(8) |> { (id = it.id, image = zeros([8, 8, 1]), flip = random_bool(0.5)) } |> batch(256)
            data labels = views |> { (id = it.id, p = softmax(teacher(it.image))) } |> cache("soft")
            data d = labels |> unbatch |> join(photos_.train, by = "id") |> group(4) |> { (image = zeros([8, 8, 1]), label = it.label, p = it.p) } |> batch(16)
            net n = Net()
            train 1 epochs on d as (image, label) { minimize cross_entropy(n(image), label) using Descent() }
            """);
    assertThat(data.steps().stream().map(s -> s.getClass().getSimpleName()))
        .containsExactly(
            "Repeated", "Map", "Batch", "Map", "Cache", "Unbatch", "Join", "Group", "Map", "Batch");
    Operator.Join join = (Operator.Join) data.steps().get(6);
    assertThat(join.fields().stream().map(DataProgram.Field::name))
        .containsExactly("id", "p", "image", "label");
    assertThat(((Operator.Map) data.steps().get(3)).graph().reads()).hasSize(1);
  }

  @Test
  void aPipeMayStandBehindOn() {
    DataProgram data =
        data(
            """
            data d = pictures()
            net n = Net()
            train 1 epochs on d.train |> take(8) |> { (image = it.image, label = it.label) } |> batch(4) as (image, label) {
                minimize cross_entropy(n(image), label) using Descent()
            }
            """);
    assertThat(data.steps()).hasSize(3);
  }

  private static final String FACT =
      """
      data d = photos("x")
      net n = Net(d.classes)
      train 1 epochs on d.train |> { (image = zeros([8, 8, 1]), label = it.label) } |> batch(4) as (image, label) {
          minimize cross_entropy(n(image), label) using Descent()
      }
      """;

  private record Made(long value, boolean isYielding) implements SourceFacts {
    @Override
    public Optional<Long> tell(AskedFact asked) {
      assertThat(asked.key()).isEqualTo("photos.classes");
      return Optional.of(value);
    }
  }

  @Test
  void aFactThatOnlyFilesTellIsASymbolInACheckAndANumberInARun() {
    CompiledFile file = file(FACT);
    RecipeProgram program = file.recipe("R", RecipeOptions.NONE.withFacts(new Made(7, false)));
    assertThat(program.variables().get(0).type()).hasToString("[64, 7]");
    assertThat(data(program).expected()).containsExactly(Map.entry("classes", 7L));
    assertThatThrownBy(() -> file.recipe("R", RecipeOptions.NONE))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              Diagnostic said = e.diagnostics().get(0);
              assertThat(said.code()).isEqualTo("NW488");
              assertThat(said.message())
                  .isEqualTo("`classes` of photos is known when its files are opened");
            });
  }

  @Test
  void whatTheProgramReliesOnGoesBeforeAFactThatIsMadeUp() {
    String fixed =
        FACT.replace("Net(d.classes)", "Net()")
            .replace(
                "cross_entropy(n(image), label)", "agreed(n(image), one_hot(label, d.classes))");
    CompiledFile file =
        Checked.file(
            NET
                + "fn agreed(a: [B, K], b: [B, K]) -> [B] { sum(a * b, axis = -1) }\nrecipe R() {\n"
                + fixed
                + "\n}\n");
    assertThat(Checked.messages(file)).isEmpty();
    RecipeProgram program = file.recipe("R", RecipeOptions.NONE.withFacts(new Made(7, true)));
    assertThat(data(program).expected()).containsEntry("classes", 10L);
  }

  @Test
  void aStatedRecordBindsTheSizesThatTheSourceLeavesOpen() {
    DataProgram data =
        data(
            """
            data d: (id: i64, image: u8[8, 6, 3], label: i64) = photos("x").train
            net n = Wide(10)
            train 1 epochs on d |> batch(4) as (image, label) { minimize cross_entropy(n(image), label) using Descent() }
            """);
    assertThat(data.expected()).containsEntry("H", 8L).containsEntry("W", 6L);
    assertThat(fields(data)).isEqualTo("image: u8[B, 8, 6, 3]; label: i64[B]; id: i64[B]; ");
  }

  @Test
  void aConditionOnTheSizesOfRecordsIsAskedOfTheRecords() {
    CompiledFile file =
        Checked.file(
            NET
                + """
                fn corner(x: u8[H, W, C]) -> u8[8, 8, C] where H >= 8, W >= 8: "{H} × {W} is too small" { x[0..8, 0..8] }
                recipe R() {
                    net n = Wide(10)
                    data d = photos("x").train |> { (image = corner(it.image), label = it.label) } |> batch(4)
                    train 1 epochs on d as (image, label) { minimize cross_entropy(n(image), label) using Descent() }
                }
                """);
    assertThat(Checked.codes(file)).containsOnly("NW421");
    Operator.Map map = (Operator.Map) data(file.recipe("R", RecipeOptions.NONE)).steps().get(0);
    assertThat(unmet(map, Map.of("H", 8L, "W", 9L))).isEmpty();
    assertThat(unmet(map, Map.of("H", 9L, "W", 7L))).singleElement().asString().contains("9 × 7");
  }

  private static List<String> unmet(Operator.Map map, Map<String, Long> sizes) {
    return map.demands().stream()
        .flatMap(d -> d.unmet(sizes).stream())
        .map(Diagnostic::message)
        .toList();
  }
}
