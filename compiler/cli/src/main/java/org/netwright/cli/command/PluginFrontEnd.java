package org.netwright.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.manual.LibraryText;
import org.netwright.cli.project.Project;
import org.netwright.cli.project.Setting;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Compiler;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.catalog.Catalog.Header;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.host.HeaderReader;
import org.netwright.host.LibraryUnits;
import org.netwright.host.LoadedPlugin;
import org.netwright.host.ParsedHeaders;
import org.netwright.host.PluginHost;
import org.netwright.host.PluginPlaces;
import org.netwright.spi.diagnostic.Diagnostic;

/** The compiler over the standard library and the plugins that are installed. */
final class PluginFrontEnd implements FrontEnd {
  /** The folder of the product, which the launcher names. */
  static final String HOME = "netwright.home";

  private static final HeaderReader HEADERS = new ParsedHeaders(PluginFrontEnd::isShipped);

  private final PluginHost host;
  private final CurrentLoader loader = new CurrentLoader();
  private @Nullable Limits limits;
  private @Nullable Compiler compiler;

  private PluginFrontEnd(PluginHost host) {
    this.host = host;
  }

  /**
   * Begins to load the plugins that are there whatever the settings say, while the command line is
   * still being read: on a cold start that is a good part of the time of a {@code check}.
   */
  static CommandLineSession.FrontEndFactory early() {
    CompletableFuture<PluginHost> usual =
        CompletableFuture.supplyAsync(() -> load(Optional.empty()), PluginFrontEnd::start);
    return session ->
        new PluginFrontEnd(
            session.folder(Setting.PLUGINS).isEmpty() ? awaited(usual) : load(more(session)));
  }

  /** Loads the plugins when a command asks for them. */
  static FrontEnd open(CommandLineSession session) {
    return new PluginFrontEnd(load(more(session)));
  }

  private static void start(Runnable work) {
    Thread thread = CompilerStack.thread(work, "plugins", Limits.DEFAULT);
    thread.setDaemon(true);
    thread.start();
  }

  private static PluginHost awaited(CompletableFuture<PluginHost> host) {
    try {
      return host.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  private static Optional<Path> more(CommandLineSession session) {
    Optional<Path> folder = session.folder(Setting.PLUGINS);
    if (folder.filter(f -> !Files.isDirectory(f)).isPresent()) {
      throw CommandFailure.usage(
          "there is no folder " + folder.get() + " with plugins",
          "correct the setting `plugins`, or NETWRIGHT_PLUGINS");
    }
    return folder;
  }

  /** The folder of the plugins that come with the product, when it runs from its own. */
  private static Optional<Path> shipped() {
    return Optional.ofNullable(System.getProperty(HOME)).map(home -> Path.of(home, "plugins"));
  }

  private static boolean isShipped(String header) {
    return shipped()
        .filter(folder -> header.startsWith(folder + folder.getFileSystem().getSeparator()))
        .isPresent();
  }

  /** The plugins of the class path, of the product, and of one more folder. */
  private static PluginHost load(Optional<Path> more) {
    List<Path> folders = new ArrayList<>();
    shipped().filter(Files::isDirectory).ifPresent(folders::add);
    more.ifPresent(folders::add);
    return PluginHost.load(
        new PluginPlaces(true, folders, List.of()),
        LibraryUnits.onClassPath(PluginFrontEnd.class.getClassLoader()),
        HEADERS);
  }

  /** One compiler, and so one reading of the library, serves all files of a command. */
  @Override
  public CompiledFile compile(String file, SourceLoader files, Project project, ShapeLog shapes) {
    loader.current = files;
    Compiler ready = compiler;
    if (ready == null || !project.limits().equals(limits)) {
      limits = project.limits();
      ready = new Compiler(host, loader, project.limits());
      compiler = ready;
    }
    return ready.compile(file, shapes);
  }

  /** The loader of the file that is compiled now. */
  private static final class CurrentLoader implements SourceLoader {
    private @Nullable SourceLoader current;

    private SourceLoader current() {
      SourceLoader set = current;
      if (set == null) {
        throw new IllegalStateException("files are loaded while one is compiled");
      }
      return set;
    }

    @Override
    public Optional<Text> load(String file) {
      return current().load(file);
    }

    @Override
    public Optional<String> resolve(String importingFile, List<String> segments) {
      return current().resolve(importingFile, segments);
    }
  }

  @Override
  public Catalog catalog() {
    return host;
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

  @Override
  public List<LibraryText> library() {
    List<LibraryText> texts = new ArrayList<>();
    for (String name : host.units()) {
      host.unit(name).ifPresent(u -> texts.add(new LibraryText(u.name(), "", u.file(), u.text())));
    }
    for (Header header : host.headers()) {
      texts.add(
          new LibraryText(
              "plugin." + header.plugin(),
              "version " + header.version(),
              header.file(),
              header.text()));
    }
    return texts;
  }

  private List<String> definitions(String plugin) {
    return host.headers().stream()
        .filter(header -> header.plugin().equals(plugin))
        .flatMap(this::names)
        .toList();
  }

  private java.util.stream.Stream<String> names(Header header) {
    return HEADERS.read(header.file(), header.text()).declared().stream()
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
