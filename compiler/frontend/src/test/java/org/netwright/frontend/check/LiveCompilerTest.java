package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.live.LiveCompiler;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.Diagnostic;

/** Checking what an edit concerns comes to the same as checking everything. */
class LiveCompilerTest {
  private static final String TWO =
      """
      use std.nn.{Linear}

      layer Inner(n: int)(x: [B, C]) -> [B, n] { x |> Linear(n) |> relu }

      # of the first
      model First()(x: [B, 8]) -> [B, 4] { x |> Inner(6) |> Inner(4) }

      model Second()(x: [B, 3]) -> [B, 4] {
          x |> Linear(4)
      }
      """;

  private final Map<String, String> texts = new TreeMap<>();
  private final LiveCompiler compiler = new LiveCompiler(new SmallCatalog(), Limits.DEFAULT);

  private final SourceLoader loader =
      new SourceLoader() {
        @Override
        public Optional<Text> load(String file) {
          return Optional.ofNullable(texts.get(file)).map(text -> new Text(file, text));
        }

        @Override
        public Optional<String> resolve(String importingFile, List<String> segments) {
          String file = String.join("/", segments) + ".net";
          return texts.containsKey(file) ? Optional.of(file) : Optional.empty();
        }
      };

  private LiveFile check(String text) {
    texts.put("main.net", text);
    return compiler.check(new SourceLoader.Text("main.net", text), loader, needed -> false);
  }

  private static String fresh(String text) {
    CompiledFile file = Checked.file(text);
    List<Diagnostic> found = new ArrayList<>(file.diagnostics());
    found.addAll(file.advice());
    found.sort(
        Comparator.comparing((Diagnostic d) -> d.span().file())
            .thenComparingInt(d -> d.span().line())
            .thenComparingInt(d -> d.span().column())
            .thenComparing(Diagnostic::code));
    return WrongProgramsTest.text(found);
  }

  static List<Path> cases() throws IOException, URISyntaxException {
    return WrongProgramsTest.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void mistakesAreThoseOfAWholeCheck(Path program) throws IOException {
    String text = Files.readString(program);
    assertThat(WrongProgramsTest.text(check(text).diagnostics())).isEqualTo(fresh(text));
    String moved = "# a line\n\nconst FURTHER_DOWN = 1\n" + text;
    assertThat(WrongProgramsTest.text(check(moved).diagnostics())).isEqualTo(fresh(moved));
  }

  /** Words go and come back, lines are put in, and after each edit both agree. */
  @Property(tries = 40)
  void anyEditsComeToTheSame(@ForAll long seed) throws Exception {
    // A layer may come to apply itself, and the stack of who asks may be small all the same.
    FutureTask<Void> edits =
        new FutureTask<>(
            () -> {
              edit(seed);
              return null;
            });
    new Thread(null, edits, "edits", 512L << 10).start();
    edits.get();
  }

  private void edit(long seed) throws IOException, URISyntaxException {
    Random random = new Random(seed);
    List<Path> programs = WrongProgramsTest.cases();
    String text = TWO + Files.readString(programs.get(random.nextInt(programs.size())));
    String edited = text;
    for (int i = 0; i < 6; i++) {
      edited = i % 3 == 2 ? text : edited(edited, random);
      assertThat(WrongProgramsTest.text(check(edited).diagnostics())).isEqualTo(fresh(edited));
    }
  }

  private static String edited(String text, Random random) {
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + random.nextInt(8));
    List<String> words = List.of("", " x ", "\n", "4", "Linear", "}", "\nmodel ", "# c\n", "n");
    return text.substring(0, at) + words.get(random.nextInt(words.size())) + text.substring(to);
  }

  private static List<String> checked(LiveFile file) {
    return file.checked().stream()
        .map(declaration -> Children.of(declaration).get(0).toString())
        .toList();
  }

  @Test
  void onlyWhatAnEditConcernsIsCheckedAgain() {
    assertThat(checked(check(TWO))).containsExactly("First", "Second");
    assertThat(checked(check("\n\n" + TWO))).isEmpty();
    String touched = TWO.replace("|> relu }", "|> relu |> relu }");
    assertThat(checked(check(touched))).containsExactly("First");
    assertThat(checked(check(touched + "const FURTHER = 1\n"))).containsExactly("FURTHER");
  }

  @Test
  void aTextThatCannotBeReadForgetsNothing() {
    check(TWO);
    assertThat(check(TWO.replace("x |> Linear(4)", "x |> ")).program().isBroken()).isTrue();
    assertThat(checked(check(TWO))).containsExactly("Second");
  }

  @Test
  void whatIsPostponedIsCheckedNextTime() {
    texts.put("main.net", TWO);
    SourceLoader.Text text = new SourceLoader.Text("main.net", TWO);
    AtomicInteger asked = new AtomicInteger();
    LiveFile first = compiler.check(text, loader, needed -> asked.getAndIncrement() > 0);
    assertThat(first.isWhole()).isFalse();
    assertThat(checked(first)).containsExactly("First");
    LiveFile second = compiler.check(text, loader, needed -> false);
    assertThat(checked(second)).containsExactly("Second");
    assertThat(second.isWhole()).isTrue();
  }

  @Test
  void whatTookLongWaitsWhileTheRestIsChecked() {
    check(TWO);
    String touched = TWO.replace("|> relu }", "|> relu |> relu }");
    texts.put("main.net", touched);
    SourceLoader.Text text = new SourceLoader.Text("main.net", touched);
    LiveFile impatient = compiler.check(text, loader, needed -> needed > 0);
    // The layer that was touched is looked at by itself until the model has its turn.
    assertThat(checked(impatient)).containsExactly("Inner");
    assertThat(impatient.isWhole()).isFalse();
    assertThat(impatient.further()).isPositive();
    LiveFile patient = compiler.check(text, loader, needed -> needed > impatient.further());
    assertThat(checked(patient)).containsExactly("First");
    assertThat(patient.isWhole()).isTrue();
  }

  /** However the work is cut into answers, the last one is that of a whole check. */
  @Property(tries = 40)
  void impatientAnswersEndAtTheSame(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<Path> programs = WrongProgramsTest.cases();
    String text = TWO + Files.readString(programs.get(random.nextInt(programs.size())));
    for (int i = 0; i < 3; i++) {
      String now = i == 1 ? text.replace("|> relu }", "|> relu |> relu }") : text;
      texts.put("main.net", now);
      SourceLoader.Text source = new SourceLoader.Text("main.net", now);
      LiveFile file =
          compiler.check(
              source, loader, needed -> random.nextBoolean(), () -> random.nextInt(20) == 0);
      while (!file.isWhole()) {
        file = compiler.check(source, loader, needed -> random.nextBoolean());
      }
      assertThat(WrongProgramsTest.text(file.diagnostics())).isEqualTo(fresh(now));
    }
  }

  @Test
  void aFileThatIsImportedCountsAsWell() {
    texts.put("part.net", "layer Part(n: int)(x: [B, C]) -> [B, n] { x |> repeat 2 { relu } }\n");
    String main = "use part.{Part}\nmodel M()(x: [B, 4]) -> [B, 4] { x |> Part(4) }\n";
    assertThat(check(main).diagnostics()).isEmpty();
    texts.put("part.net", "layer Part(n: int)(x: [B, C]) -> [B, n] { x |> missing }\n");
    assertThat(check(main).diagnostics()).isNotEmpty();
  }

  @Test
  void aUnitThatIsUsedAsAWholeCountsAsWell() {
    texts.put("part.net", "layer Part(n: int)(x: [B, C]) -> [B, n] { x |> repeat 2 { relu } }\n");
    String main = "use part\nmodel M()(x: [B, 4]) -> [B, 4] { x |> part.Part(4) }\n";
    assertThat(check(main).diagnostics()).isEmpty();
    texts.put("part.net", "layer Part(n: int)(x: [B, C]) -> [B, n] { x |> missing }\n");
    assertThat(check(main).diagnostics()).isNotEmpty();
  }

  @Test
  void theValuesOfStagesAreRecordedEachOnce() {
    LiveFile file = check("\n" + TWO);
    Map<Integer, Set<String>> shown = new TreeMap<>();
    Children.walk(
        file.program().main().tree(),
        node -> {
          if (node instanceof Expression.Reference reference
              && reference.name().text().equals("relu")) {
            shown.put(file.place(node.span()).line(), file.recordings().at(node));
          }
        });
    assertThat(shown).containsOnlyKeys(4);
    assertThat(shown.get(4)).containsExactly("[B, 6]", "[B, 4]");
  }
}
