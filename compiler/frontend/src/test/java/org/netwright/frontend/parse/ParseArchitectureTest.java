package org.netwright.frontend.parse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Only this package knows how texts are read. */
@AnalyzeClasses(
    packages = "org.netwright.frontend",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ParseArchitectureTest {
  @ArchTest
  static final ArchRule onlyTheParserSeesAntlr =
      noClasses()
          .that()
          .resideOutsideOfPackage("..frontend.parse..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.antlr..", "org.netwright.grammar..");

  @ArchTest
  static final ArchRule whatTheParserOffersIsFewClasses =
      classes()
          .that()
          .resideInAPackage("..frontend.parse..")
          .and()
          .arePublic()
          .should()
          .haveNameMatching(".*\\.(Parser|Parsed|ParsedValue|Stretch(\\$Head)?|Lexeme(\\$Part)?)");
}
