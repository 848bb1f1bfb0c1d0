package org.netwright.standard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.host.LibraryUnits;
import org.netwright.host.ParsedHeaders;
import org.netwright.host.PluginHost;
import org.netwright.host.PluginPlaces;
import org.netwright.spi.definition.CallbackDefinition;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.definition.TransformDefinition;

/** The plugin as the host finds it. */
class StandardPluginTest {
  private final PluginHost host =
      PluginHost.load(PluginPlaces.CLASS_PATH, LibraryUnits.none(), new ParsedHeaders());

  @Test
  void headerAndBindingsSayTheSame() {
    assertThat(host.diagnostics()).isEmpty();
    assertThat(host.plugins()).hasSize(1);
    assertThat(host.plugins().get(0).name()).isEqualTo("standard");
    assertThat(host.plugins().get(0).version()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void everyDeclarationHasItsManualAndItsDefinition() {
    Catalog.Header header = host.headers().get(0);
    var unit = Parser.parse(header.file(), header.text(), Limits.DEFAULT).unit();
    assertThat(unit.declarations()).hasSizeGreaterThan(30);
    for (Declaration declaration : unit.declarations()) {
      Declaration.External external = (Declaration.External) declaration;
      String name = external.name().text();
      assertThat(external.doc()).as("manual of %s", name).isNotBlank();
      assertThat(
              host.definition(kind(external.kind().text()), "standard", name).isPresent()
                  || host.definition(HostMetricDefinition.class, "standard", name).isPresent())
          .as("definition of %s", name)
          .isTrue();
    }
  }

  private static Class<?> kind(String word) {
    return switch (word) {
      case "callback" -> CallbackDefinition.class;
      case "data" -> DataSourceDefinition.class;
      case "fn" -> FunctionDefinition.class;
      case "initializer" -> InitializerDefinition.class;
      case "metric" -> MetricDefinition.class;
      case "optimizer" -> OptimizerDefinition.class;
      case "schedule" -> ScheduleDefinition.class;
      case "transform" -> TransformDefinition.class;
      default -> throw new AssertionError("no kind " + word);
    };
  }
}
