package org.netwright.engine;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(
    packages = "org.netwright.engine",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  @ArchTest
  static final ArchRule theEngineSeesTensorFlowOnlyThroughTheBackEnd =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.tensorflow..",
              "org.antlr..",
              "com.google.inject..",
              "org.netwright.tensorflow.lower..",
              "org.netwright.tensorflow.emit..",
              "org.netwright.tensorflow.node..");

  @ArchTest
  static final ArchRule itsRoomsHaveNoCycles =
      SlicesRuleDefinition.slices()
          .matching("org.netwright.engine.(*)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule stagesDoNotSeeTheText =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.netwright.frontend.parse..",
              "org.netwright.frontend.syntax..",
              "org.netwright.frontend.resolve..",
              "org.netwright.frontend.check..");
}
