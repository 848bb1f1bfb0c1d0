package org.netwright.host;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * A plugin in use: its header, and its definitions, which are made when first asked for and kept.
 * The injector too waits for the first of them that needs it, so most commands do not pay for it.
 */
final class ActivePlugin {
  private final LoadedPlugin loaded;
  private final Catalog.Header header;
  private final List<Binding> bindings;
  private final List<Module> modules;
  private final Map<Binding, Object> made = new HashMap<>();
  private @Nullable Injector injector;

  ActivePlugin(
      LoadedPlugin loaded, Catalog.Header header, List<Binding> bindings, List<Module> modules) {
    this.loaded = loaded;
    this.header = header;
    this.bindings = List.copyOf(bindings);
    this.modules = List.copyOf(modules);
  }

  LoadedPlugin loaded() {
    return loaded;
  }

  Catalog.Header header() {
    return header;
  }

  /** The definition of a kind and name; a class of the plugin that fails is a diagnostic. */
  synchronized <T> Optional<T> definition(Class<T> kind, String name) {
    for (Binding binding : bindings) {
      if (binding.kind().definition() == kind && binding.name().equals(name)) {
        return Optional.of(kind.cast(object(binding)));
      }
    }
    return Optional.empty();
  }

  private Object object(Binding binding) {
    Object known = made.get(binding);
    if (known == null) {
      known = binding.made().orElseGet(() -> make(binding));
      made.put(binding, known);
    }
    return known;
  }

  private Object make(Binding binding) {
    Function<Throwable, DiagnosticException> failed =
        cause -> new DiagnosticException(PluginMessages.notMade(loaded.origin(), binding, cause));
    if (modules.isEmpty()) {
      Optional<PlainConstructor> plain =
          Guarded.call(() -> PlainConstructor.of(binding.type()), failed);
      if (plain.isPresent()) {
        return Guarded.call(plain.get()::make, failed);
      }
    }
    Injector ready = injector();
    return Guarded.call(() -> ready.getInstance(binding.type()), failed);
  }

  private Injector injector() {
    Injector ready = injector;
    if (ready == null) {
      ready =
          Guarded.call(
              () -> Guice.createInjector(modules),
              cause ->
                  new DiagnosticException(PluginMessages.brokenInjector(loaded.origin(), cause)));
      injector = ready;
    }
    return ready;
  }
}
