package org.netwright.host;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may see whom. */
@AnalyzeClasses(packages = "org.netwright", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  @ArchTest
  static final ArchRule ONLY_THE_HOST_SEES_GUICE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.netwright.host..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.inject..", "jakarta.inject..");

  @ArchTest
  static final ArchRule GUICE_IS_NO_PART_OF_WHAT_THE_HOST_SHOWS =
      noClasses()
          .that()
          .arePublic()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.inject..", "jakarta.inject..");

  @ArchTest
  static final ArchRule THE_HOST_DOES_NOT_KNOW_THE_BACK_END =
      noClasses()
          .that()
          .resideInAPackage("org.netwright.host..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "org.netwright.tensorflow..", "org.antlr..");
}
