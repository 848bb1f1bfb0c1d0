package org.netwright.cli.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.project.Project;
import org.netwright.cli.project.ProjectLoader;
import org.netwright.cli.project.Setting;
import org.netwright.cli.project.Settings;
import org.netwright.cli.terminal.ColorMode;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Printable;
import org.netwright.cli.terminal.Spelling;
import org.netwright.cli.terminal.Surroundings;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * What one run of a command holds: its surroundings, the settings in force, the project, the front
 * end with its plugins, and the diagnostics found so far.
 */
final class CommandLineSession implements AutoCloseable {
  private final Surroundings surroundings;
  private final Map<Setting, String> flags;
  private final FrontEndFactory frontEnds;
  private final DiagnosticLog log = new DiagnosticLog();
  private Settings settings;
  private @Nullable Project project;
  private @Nullable FrontEnd frontEnd;

  CommandLineSession(
      Surroundings surroundings, Map<Setting, String> flags, FrontEndFactory frontEnds) {
    this.surroundings = surroundings;
    this.flags = flags;
    this.frontEnds = frontEnds;
    this.settings = new Settings(flags, surroundings.environment(), Map.of());
  }

  /** Loads the plugins; asked for once, by the first command that needs them. */
  @FunctionalInterface
  interface FrontEndFactory {
    FrontEnd open(CommandLineSession session);
  }

  /** The project of the folder that holds a file; its settings are in force from then on. */
  Project enter(Path folder) {
    Project entered = Project.of(folder);
    project = entered;
    settings = new Settings(flags, surroundings.environment(), entered.settings());
    return entered;
  }

  Project project() {
    Project entered = project;
    return entered == null ? enter(surroundings.directory()) : entered;
  }

  FrontEnd frontEnd() {
    FrontEnd open = frontEnd;
    if (open == null) {
      open = frontEnds.open(this);
      frontEnd = open;
      log.add(open.pluginDiagnostics(), Map.of());
    }
    return open;
  }

  /**
   * A file that went through the front end.
   *
   * @param path absolute
   * @param sources the texts of the project's files that took part, by their path from the root;
   *     the file itself first
   */
  record Compilation(CompiledFile compiled, Path path, Map<String, String> sources) {}

  /**
   * Compiles a file; what is found in it goes to the log.
   *
   * @throws CommandFailure when there is no such file
   */
  Compilation compile(String file) {
    return compile(file, ShapeLog.NONE);
  }

  /**
   * As above, and tells the shape of every expression on the way.
   *
   * @throws CommandFailure when there is no such file
   */
  Compilation compile(String file, ShapeLog shapes) {
    Path path = existing(file).toAbsolutePath().normalize();
    Path folder = path.getParent();
    Project entered = enter(folder == null ? surroundings.directory() : folder);
    return compile(file, path, surroundings.directory(), entered.root(), entered, shapes);
  }

  /**
   * The text of a file, read as the compiler would.
   *
   * @throws CommandFailure when there is no such file
   */
  SourceLoader.Text read(String file) {
    Path path = existing(file).toAbsolutePath().normalize();
    Path folder = path.getParent();
    Project entered = enter(folder == null ? surroundings.directory() : folder);
    ProjectLoader loader =
        new ProjectLoader(surroundings.directory(), entered.root(), entered.limits().fileBytes());
    return loader
        .load(file)
        .orElseThrow(() -> new IllegalStateException(file + " was there a moment ago"));
  }

  /** Compiles a copy of a file of a project, in a folder that is a world of its own. */
  Compilation compileCopy(String file, Path folder) {
    return compile(file, folder.resolve(file), folder, folder, project(), ShapeLog.NONE);
  }

  private Compilation compile(
      String file, Path path, Path directory, Path root, Project settingsOf, ShapeLog shapes) {
    ProjectLoader loader = new ProjectLoader(directory, root, settingsOf.limits().fileBytes());
    CompiledFile compiled = frontEnd().compile(file, loader, settingsOf, shapes);
    log.add(compiled.diagnostics(), compiled.texts());
    return new Compilation(compiled, path, loader.sources());
  }

  /**
   * Compiles a file that a command is about to use.
   *
   * @throws DiagnosticException when it has errors; they are in the log
   */
  Compilation compileWhole(String file) {
    Compilation compilation = compile(file);
    demandNoErrors();
    return compilation;
  }

  /** Ends the command when anything found so far is an error. */
  void demandNoErrors() {
    if (log.errors() > 0) {
      throw new DiagnosticException(log.all());
    }
  }

  /**
   * The path of a file that must be there.
   *
   * @throws CommandFailure when it is not, with a name that is near
   */
  Path existing(String file) {
    Path path = path(file);
    if (Files.exists(path)) {
      return path;
    }
    String hint =
        Spelling.nearest(String.valueOf(path.getFileName()), neighbours(path))
            .map(name -> "did you mean " + path.resolveSibling(name).getFileName() + "?")
            .orElse("a path is looked for from " + surroundings.directory());
    throw CommandFailure.usage("there is no file " + file, hint);
  }

  private static List<String> neighbours(Path path) {
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.limit(1000).map(f -> String.valueOf(f.getFileName())).toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  Path path(String file) {
    try {
      return surroundings.directory().resolve(file);
    } catch (java.nio.file.InvalidPathException invalid) {
      throw CommandFailure.usage(
          "`" + Printable.line(file) + "` is no path", "name a file that ends in `.net`");
    }
  }

  /** A path as a person would write it here. */
  String shown(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path here = surroundings.directory().toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
  }

  /** A setting that is a folder; empty when nothing chooses one. */
  Optional<Path> folder(Setting setting) {
    Path base = settings.isOfProject(setting) ? project().root() : surroundings.directory();
    return settings.text(setting).map(base::resolve);
  }

  DiagnosticLog log() {
    return log;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Settings settings() {
    return settings;
  }

  boolean isJson() {
    return settings.text(Setting.FORMAT).equals(Optional.of("json"));
  }

  boolean isSarif() {
    return settings.text(Setting.FORMAT).equals(Optional.of("sarif"));
  }

  boolean isQuiet() {
    return settings.isSet(Setting.QUIET);
  }

  boolean isVerbose() {
    return settings.isSet(Setting.VERBOSE);
  }

  boolean isStrict() {
    return settings.isSet(Setting.STRICT);
  }

  PrintStream out() {
    return surroundings.out();
  }

  PrintStream err() {
    return surroundings.err();
  }

  Palette outPalette() {
    return palette(surroundings.outIsTerminal());
  }

  Palette errPalette() {
    return palette(surroundings.errIsTerminal());
  }

  private Palette palette(boolean terminal) {
    ColorMode mode =
        settings
            .text(Setting.COLOR)
            .map(word -> ColorMode.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(ColorMode.AUTO);
    return Palette.of(mode, surroundings, terminal);
  }

  /** Something worth knowing, on stderr, unless it is to be quiet. */
  void note(String sentence) {
    if (!isQuiet()) {
      say(sentence);
    }
  }

  /** Something that only the curious want to know. */
  void detail(String sentence) {
    if (isVerbose()) {
      say(sentence);
    }
  }

  private void say(String sentence) {
    err().println(Printable.line(sentence));
    err().flush();
  }

  /** A result for a person. */
  void print(List<String> lines) {
    lines.forEach(out()::println);
    out().flush();
  }

  /** Shows the diagnostics, where they are not the result themselves. */
  void showDiagnostics() {
    if (log.all().isEmpty()) {
      return;
    }
    if (isJson()) {
      err().println(log.json(List.of()));
    } else {
      log.text(errPalette()).forEach(err()::println);
    }
    err().flush();
  }

  @Override
  public void close() {
    FrontEnd open = frontEnd;
    if (open != null) {
      open.close();
    }
  }
}
