package org.netwright.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Compiler;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.host.HeaderReader;
import org.netwright.host.LibraryUnits;
import org.netwright.host.PluginHost;
import org.netwright.host.PluginPlaces;

/** The samples as a project: its root is this module's folder. */
final class Project {
  static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Catalog CATALOG =
      PluginHost.load(
          PluginPlaces.CLASS_PATH,
          LibraryUnits.onClassPath(Project.class.getClassLoader()),
          Project::header);
  private static final Compiler COMPILER =
      new Compiler(CATALOG, new ProjectFiles(), Limits.DEFAULT);

  private Project() {}

  /** The names of all sample files, sorted. */
  static List<String> files() {
    try (Stream<Path> all = Files.list(ROOT)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".net"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CompiledFile compile(String file) {
    return COMPILER.compile(file);
  }

  private static HeaderReader.Reading header(String file, String text) {
    Parsed parsed = Parser.parse(file, text, Limits.DEFAULT);
    List<HeaderReader.Declared> declared = new ArrayList<>();
    for (Declaration declaration : parsed.unit().declarations()) {
      if (declaration instanceof Declaration.External external) {
        declared.add(
            new HeaderReader.Declared(
                external.kind().text(), external.name().text(), external.span()));
      }
    }
    return new HeaderReader.Reading(declared, parsed.diagnostics());
  }

  private static final class ProjectFiles implements SourceLoader {
    @Override
    public Optional<Text> load(String file) {
      try {
        return Optional.of(new Text(file, Files.readString(ROOT.resolve(file))));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<String> resolve(String importingFile, List<String> segments) {
      String file = String.join("/", segments) + ".net";
      return Files.isRegularFile(ROOT.resolve(file)) ? Optional.of(file) : Optional.empty();
    }
  }
}
