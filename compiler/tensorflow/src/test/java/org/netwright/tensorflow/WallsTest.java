package org.netwright.tensorflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.netwright", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
  private static final DescribedPredicate<JavaClass> TENSORFLOW =
      JavaClass.Predicates.resideInAnyPackage("org.tensorflow..", "org.bytedeco..");

  @ArchTest
  static final ArchRule onlyTheBackEndSeesTensorFlow =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.netwright.tensorflow..")
          .should()
          .dependOnClassesThat(TENSORFLOW);

  @ArchTest
  static final ArchRule noPublicMethodOfTheBackEndShowsTensorFlow =
      noMethods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideInAPackage("org.netwright.tensorflow")
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should()
          .haveRawReturnType(TENSORFLOW);

  @ArchTest
  static final ArchRule emittersKnowNothingOfSteps =
      noClasses()
          .that()
          .resideInAPackage("org.netwright.tensorflow.emit")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.netwright.tensorflow.lower", "org.netwright.tensorflow");

  @ArchTest
  static final ArchRule nodesKnowNothingOfOps =
      classes()
          .that()
          .resideInAPackage("org.netwright.tensorflow.node")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.netwright.tensorflow.node",
              "org.netwright.spi..",
              "org.tensorflow..",
              "org.jspecify..",
              "java..");
}
