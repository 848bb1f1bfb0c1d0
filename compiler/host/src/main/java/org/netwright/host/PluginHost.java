package org.netwright.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * The plugins that are in use and the units of the library, as the front end asks for them. What is
 * wrong with a plugin is among {@link #diagnostics} and leaves the others usable.
 */
public final class PluginHost implements Catalog, AutoCloseable {
  private final SortedMap<String, ActivePlugin> plugins;
  private final LibraryUnits library;
  private final List<Diagnostic> diagnostics;
  private final List<PluginClassLoader> loaders;

  private PluginHost(
      SortedMap<String, ActivePlugin> plugins,
      LibraryUnits library,
      List<Diagnostic> diagnostics,
      List<PluginClassLoader> loaders) {
    this.plugins = plugins;
    this.library = library;
    this.diagnostics = List.copyOf(diagnostics);
    this.loaders = List.copyOf(loaders);
  }

  /** Finds plugins, checks each against its header, and keeps those that are whole. */
  public static PluginHost load(PluginPlaces places, LibraryUnits library, HeaderReader headers) {
    Discovery discovery = new Discovery(PluginHost.class.getClassLoader());
    if (places.classPath()) {
      discovery.classPath();
    }
    places.folders().forEach(discovery::folder);
    places.jars().forEach(discovery::jar);

    Admission admission = new Admission(headers);
    List<Diagnostic> clashes = new ArrayList<>();
    SortedMap<String, ActivePlugin> plugins = new TreeMap<>();
    for (Discovery.Found found : discovery.found()) {
      Optional<ActivePlugin> admitted = admission.admit(found);
      if (admitted.isPresent()) {
        LoadedPlugin loaded = admitted.get().loaded();
        ActivePlugin first = plugins.putIfAbsent(loaded.name(), admitted.get());
        if (first != null) {
          clashes.add(
              PluginMessages.duplicateName(
                  loaded.name(), first.loaded().origin(), loaded.origin()));
        }
      }
    }
    List<Diagnostic> diagnostics = new ArrayList<>(discovery.diagnostics());
    diagnostics.addAll(admission.diagnostics());
    diagnostics.addAll(clashes);
    return new PluginHost(plugins, library, diagnostics, discovery.loaders());
  }

  /** The plugins in use, sorted by name, as a run records them. */
  public List<LoadedPlugin> plugins() {
    return plugins.values().stream().map(ActivePlugin::loaded).toList();
  }

  /** What is wrong with plugins that stayed out, in the order in which they were looked for. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public List<Header> headers() {
    return plugins.values().stream().map(ActivePlugin::header).toList();
  }

  @Override
  public Optional<Unit> unit(String name) {
    return library.unit(name);
  }

  @Override
  public List<String> units() {
    return library.names();
  }

  /**
   * {@inheritDoc}
   *
   * @throws org.netwright.spi.diagnostic.DiagnosticException when the plugin's own class fails
   */
  @Override
  public <T> Optional<T> definition(Class<T> kind, String plugin, String name) {
    return Optional.ofNullable(plugins.get(plugin)).flatMap(p -> p.definition(kind, name));
  }

  /** Closes the jars; definitions that are in use must not be used afterwards. */
  @Override
  public void close() throws IOException {
    for (PluginClassLoader loader : loaders) {
      loader.close();
    }
  }
}
