package org.netwright.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.netwright.cli.project.Project;
import org.netwright.cli.project.Setting;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Compiler;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog.Header;
import org.netwright.host.HeaderReader;
import org.netwright.host.LibraryUnits;
import org.netwright.host.LoadedPlugin;
import org.netwright.host.PluginHost;
import org.netwright.host.PluginPlaces;
import org.netwright.spi.diagnostic.Diagnostic;

/** The compiler over the standard library and the plugins that are installed. */
final class PluginFrontEnd implements FrontEnd {
  /** The folder of the product, which the launcher names. */
  static final String HOME = "netwright.home";

  private final PluginHost host;
  private final HeaderReader headers;

  private PluginFrontEnd(PluginHost host, HeaderReader headers) {
    this.host = host;
    this.headers = headers;
  }

  /** Loads the plugins of the class path, of the product and of the folder that a setting names. */
  static FrontEnd open(CommandLineSession session) {
    List<Path> folders = new ArrayList<>();
    String home = System.getProperty(HOME);
    if (home != null) {
      folders.add(Path.of(home, "plugins"));
    }
    session
        .folder(Setting.PLUGINS)
        .ifPresent(
            folder -> {
              if (!Files.isDirectory(folder)) {
                throw CommandFailure.usage(
                    "there is no folder " + folder + " with plugins",
                    "correct the setting `plugins`, or NETWRIGHT_PLUGINS");
              }
              folders.add(folder);
            });
    HeaderReader headers = new ParsedHeaders();
    PluginHost host =
        PluginHost.load(
            new PluginPlaces(true, folders.stream().filter(Files::isDirectory).toList(), List.of()),
            LibraryUnits.onClassPath(PluginFrontEnd.class.getClassLoader()),
            headers);
    return new PluginFrontEnd(host, headers);
  }

  @Override
  public CompiledFile compile(String file, SourceLoader loader, Project project) {
    return new Compiler(host, loader, project.limits()).compile(file);
  }

  @Override
  public List<Plugin> plugins() {
    List<Plugin> plugins = new ArrayList<>();
    for (LoadedPlugin plugin : host.plugins()) {
      plugins.add(
          new Plugin(
              plugin.name(),
              plugin.version(),
              plugin.origin(),
              plugin::sha256,
              definitions(plugin.name())));
    }
    return plugins;
  }

  private List<String> definitions(String plugin) {
    return host.headers().stream()
        .filter(header -> header.plugin().equals(plugin))
        .flatMap(this::names)
        .toList();
  }

  private java.util.stream.Stream<String> names(Header header) {
    return headers.read(header.file(), header.text()).declared().stream()
        .map(declared -> declared.kind() + " " + declared.name());
  }

  @Override
  public List<Diagnostic> pluginDiagnostics() {
    return host.diagnostics();
  }

  @Override
  public void close() {
    try {
      host.close();
    } catch (IOException unclosed) {
      throw new java.io.UncheckedIOException("a plugin's jar cannot be closed", unclosed);
    }
  }
}
