package org.netwright.host;

import com.google.inject.Module;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.plugin.NetwrightPlugin;

/** Takes down what a plugin binds. Nothing is made yet: that waits until a definition is used. */
final class Bindings implements NetwrightPlugin.Definitions {
  private final Path origin;
  private final List<Binding> bindings = new ArrayList<>();
  private final List<Module> modules = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Bindings(Path origin) {
    this.origin = origin;
  }

  List<Binding> bindings() {
    return bindings;
  }

  List<Module> modules() {
    return modules;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public <T> NetwrightPlugin.Definitions bind(Class<T> kind, String name, Class<? extends T> type) {
    return bind(kind, name, type, Optional.empty());
  }

  @Override
  public <T> NetwrightPlugin.Definitions bind(Class<T> kind, String name, T definition) {
    return bind(kind, name, definition.getClass(), Optional.of(definition));
  }

  private NetwrightPlugin.Definitions bind(
      Class<?> definition, String name, Class<?> type, Optional<Object> made) {
    Optional<Kind> kind = Kind.ofDefinition(definition);
    if (kind.isEmpty()) {
      String known =
          Arrays.stream(Kind.values())
              .map(k -> k.definition().getSimpleName())
              .collect(Collectors.joining(", "));
      diagnostics.add(PluginMessages.noKind(origin, name, definition, known));
      return this;
    }
    Binding binding = new Binding(kind.get(), name, type, made);
    if (bindings.stream()
        .anyMatch(b -> b.kind().word().equals(binding.kind().word()) && b.name().equals(name))) {
      diagnostics.add(PluginMessages.boundTwice(origin, binding));
    } else {
      bindings.add(binding);
    }
    return this;
  }

  @Override
  public NetwrightPlugin.Definitions install(Object module) {
    if (module instanceof Module guice) {
      modules.add(guice);
    } else {
      diagnostics.add(PluginMessages.noModule(origin, module));
    }
    return this;
  }
}
