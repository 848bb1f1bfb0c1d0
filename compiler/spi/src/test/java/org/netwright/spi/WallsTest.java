package org.netwright.spi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** What a plugin may see stands on nothing but Java. */
@AnalyzeClasses(
    packages = "org.netwright.spi",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class WallsTest {
  @ArchTest
  static final ArchRule THE_VOCABULARY_KNOWS_NEITHER_BACK_END_NOR_PARSER_NOR_INJECTOR =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.tensorflow..",
              "org.antlr..",
              "com.google.inject..",
              "jakarta.inject..",
              "org.netwright.frontend..",
              "org.netwright.grammar..",
              "org.netwright.tensorflow..",
              "org.netwright.engine..",
              "org.netwright.host..");

  @ArchTest
  static final ArchRule TYPES_STAND_BELOW_GRAPHS =
      noClasses()
          .that()
          .resideInAPackage("org.netwright.spi.type..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.netwright.spi.graph..", "org.netwright.spi.definition..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLE =
      SlicesRuleDefinition.slices().matching("org.netwright.spi.(*)..").should().beFreeOfCycles();
}
