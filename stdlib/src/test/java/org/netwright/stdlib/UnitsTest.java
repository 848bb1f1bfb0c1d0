package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;

/** Every unit reads, teaches and checks. */
class UnitsTest {
  @Test
  void theIndexNamesEveryUnit() {
    assertThat(StandardLibrary.catalog().units())
        .containsExactly(
            "std.attention",
            "std.augment",
            "std.blocks",
            "std.bnn",
            "std.detection",
            "std.images",
            "std.losses",
            "std.metrics",
            "std.nn",
            "std.tensor");
  }

  @TestFactory
  Stream<DynamicTest> aUnitReadsWithoutAMistake() {
    return units(
        unit ->
            assertThat(Parser.parse(unit.file(), unit.text(), Limits.DEFAULT).diagnostics())
                .isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> aUnitStartsByTeachingWhatItHolds() {
    return units(unit -> assertThat(unit.text()).matches("(?s)# [A-Z].*"));
  }

  @TestFactory
  Stream<DynamicTest> everyDeclarationHasAManual() {
    return units(
        unit -> {
          List<String> silent = new ArrayList<>();
          for (Declaration declaration : StandardLibrary.declarations(unit.name())) {
            if (!(declaration instanceof Declaration.Use) && Manual.of(declaration).isBlank()) {
              silent.add(Manual.name(declaration));
            }
          }
          assertThat(silent).isEmpty();
        });
  }

  /** A declaration that no file reaches is elaborated with symbolic sizes all the same. */
  @TestFactory
  Stream<DynamicTest> aUnitChecksAsAFileOfItsOwn() {
    return units(unit -> StandardLibrary.compileWhole(withoutExternals(unit)));
  }

  private static String withoutExternals(Catalog.Unit unit) {
    long lines = 0;
    for (Declaration declaration : StandardLibrary.declarations(unit.name())) {
      if (declaration instanceof Declaration.External external) {
        lines = Math.max(lines, external.span().endLine());
      }
    }
    return unit.text().lines().skip(lines).collect(Collectors.joining("\n"));
  }

  private interface Claim {
    void check(Catalog.Unit unit);
  }

  private static Stream<DynamicTest> units(Claim claim) {
    return StandardLibrary.catalog().units().stream()
        .map(name -> StandardLibrary.catalog().unit(name).orElseThrow())
        .map(unit -> DynamicTest.dynamicTest(unit.name(), () -> claim.check(unit)));
  }

  @Test
  void layersBeginWithACapitalAndFunctionsDoNot() {
    for (String unit : StandardLibrary.catalog().units()) {
      for (Declaration declaration : StandardLibrary.declarations(unit)) {
        if (declaration instanceof Declaration.Layer layer) {
          assertThat(layer.name().text()).matches("[A-Z][A-Za-z0-9]*");
        } else if (declaration instanceof Declaration.Fn fn) {
          assertThat(fn.name().text()).isEqualTo(fn.name().text().toLowerCase(Locale.ROOT));
        }
      }
    }
  }
}
