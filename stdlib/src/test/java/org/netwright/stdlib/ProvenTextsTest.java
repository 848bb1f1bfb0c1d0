package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.parse.Stretch;
import org.netwright.frontend.resolve.Library;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.resolve.Resolver;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.host.HeaderReader;
import org.netwright.host.LibraryUnits;
import org.netwright.host.ParsedHeaders;
import org.netwright.host.PluginHost;
import org.netwright.host.PluginPlaces;

/**
 * The library and the headers that come with it are what the compiler takes them for when it reads
 * only those declarations that a program leads to.
 */
class ProvenTextsTest {
  private static final Catalog PROVEN =
      PluginHost.load(
          PluginPlaces.CLASS_PATH,
          LibraryUnits.onClassPath(ProvenTextsTest.class.getClassLoader()),
          new ParsedHeaders(file -> true));

  @TestFactory
  Stream<DynamicTest> eachStretchOfATextHoldsOneDeclarationWithItsHead() {
    return texts().map(text -> DynamicTest.dynamicTest(text.file(), () -> assertLineByLine(text)));
  }

  private record Text(String file, String text) {}

  private static Stream<Text> texts() {
    return Stream.concat(
        PROVEN.headers().stream().map(h -> new Text(h.file(), h.text())),
        PROVEN.units().stream()
            .map(name -> PROVEN.unit(name).orElseThrow())
            .map(u -> new Text(u.file(), u.text())));
  }

  private static void assertLineByLine(Text text) {
    Parsed whole = Parser.parse(text.file(), text.text(), Limits.DEFAULT);
    assertThat(whole.diagnostics()).isEmpty();
    List<Declaration> declarations = new ArrayList<>();
    for (Stretch stretch : Stretch.of(text.text(), Integer.MAX_VALUE)) {
      Parsed part = Parser.parse(text.file(), stretch.text(), stretch.line(), Limits.DEFAULT);
      assertThat(part.diagnostics()).isEmpty();
      assertThat(part.unit().declarations()).hasSize(1);
      declarations.addAll(part.unit().declarations());
    }
    assertThat(declarations).isEqualTo(whole.unit().declarations());
  }

  @TestFactory
  Stream<DynamicTest> aHeaderLookedThroughDeclaresWhatOneReadWholeDoes() {
    return PROVEN.headers().stream()
        .map(
            header ->
                DynamicTest.dynamicTest(
                    header.plugin(),
                    () -> {
                      HeaderReader.Reading whole =
                          new ParsedHeaders().read(header.file(), header.text());
                      HeaderReader.Reading heads =
                          new ParsedHeaders(file -> true).read(header.file(), header.text());
                      assertThat(heads.isProven()).isTrue();
                      assertThat(heads.declared()).isEqualTo(whole.declared());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyDeclarationReadsAndItsNamesMeanSomething() {
    SourceLoader nothing = new NoFiles();
    ResolvedProgram program =
        new Resolver(new Library(PROVEN, Limits.DEFAULT), nothing, Limits.DEFAULT)
            .resolve(new SourceLoader.Text("empty.net", ""));
    return program.spaces().stream()
        .filter(space -> !space.unit().isProject())
        .map(
            space ->
                DynamicTest.dynamicTest(
                    space.unit().name(),
                    () ->
                        assertThat(space.declared())
                            .isNotEmpty()
                            .allSatisfy(ProvenTextsTest::assertReads)));
  }

  /** Nothing to import. */
  private static final class NoFiles implements SourceLoader {
    @Override
    public Optional<Text> load(String file) {
      return Optional.empty();
    }

    @Override
    public Optional<String> resolve(String importingFile, List<String> segments) {
      return Optional.empty();
    }
  }

  private static void assertReads(Symbol symbol) {
    assertThat(symbol.declaration().span().file()).isEqualTo(symbol.unit().file());
    assertThat(symbol.declaration()).isSameAs(symbol.declaration());
  }
}
