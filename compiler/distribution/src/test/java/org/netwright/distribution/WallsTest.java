package org.netwright.distribution;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls of the whole product. Maven keeps the direction of modules; these are the rest. */
class WallsTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.netwright");

  @ParameterizedTest
  @ValueSource(
      strings = {"spi", "grammar", "frontend", "tensorflow", "engine", "host", "cli", "standard"})
  void everyModuleIsLookedAt(String module) {
    assertThat(PRODUCT.that(resideInAPackage("org.netwright." + module + ".."))).isNotEmpty();
  }

  @Test
  void onlyTheParserSeesAntlr() {
    noClasses()
        .that(not(resideInAnyPackage("org.netwright.frontend.parse..", "org.netwright.grammar..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.antlr..", "org.netwright.grammar..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheBackEndSeesTensorFlow() {
    noClasses()
        .that(not(resideInAPackage("org.netwright.tensorflow..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tensorflow..", "org.bytedeco..")
        .check(PRODUCT);
  }

  @Test
  void onlyTheHostAndPluginsSeeGuice() {
    noClasses()
        .that(not(resideInAnyPackage("org.netwright.host..", "org.netwright.standard..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
        .check(PRODUCT);
  }

  @Test
  void noPartOfTheCompilerKnowsAPlugin() {
    noClasses()
        .that(not(resideInAPackage("org.netwright.standard..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.netwright.standard..")
        .check(PRODUCT);
  }

  @Test
  void aPluginSeesTheInterfaceOfPluginsAndNothingElseOfOurs() {
    classes()
        .that()
        .resideInAPackage("org.netwright.standard..")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("org.netwright.."))
                .or(resideInAnyPackage("org.netwright.standard..", "org.netwright.spi..")))
        .check(PRODUCT);
  }

  @Test
  void theStagesOfTheFrontEndTouchNoFile() {
    noClasses()
        .that()
        .resideInAPackage("org.netwright.frontend..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.nio.file..")
                .or(
                    com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo(
                        java.io.File.class)))
        .check(PRODUCT);
  }

  @Test
  void theHostKnowsNeitherTheBackEndNorTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("org.netwright.host..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.netwright.tensorflow..", "org.netwright.engine..")
        .check(PRODUCT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spi", "frontend", "tensorflow", "engine", "host", "cli", "standard"})
  void thePackagesOfAModuleHaveNoCycles(String module) {
    slices()
        .matching("org.netwright." + module + ".(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(PRODUCT);
  }

  @Test
  void noPackageIsARoomForLeftovers() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..util..", "..common..", "..core..", "..impl..", "..helper..", "..manager..")
        .check(PRODUCT);
  }
}
