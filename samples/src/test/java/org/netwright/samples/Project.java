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
public final class Project {
  public static final Path ROOT = Path.of("").toAbsolutePath();

  /** The programs that the grammar's tests accept. */
  public static final Path ACCEPTED = ROOT.resolve("../grammar/src/test/resources/accept");

  static final String TEXT = "text.net";
  private static final Catalog CATALOG =
      PluginHost.load(
          PluginPlaces.CLASS_PATH,
          LibraryUnits.onClassPath(Project.class.getClassLoader()),
          Project::header);
  private static final Compiler COMPILER =
      new Compiler(CATALOG, new ProjectFiles(ROOT), Limits.DEFAULT);

  private Project() {}

  /** All sample files, those in folders too, as paths from the root, sorted. */
  static List<String> all() {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all.map(file -> ROOT.relativize(file).toString())
          .filter(name -> name.endsWith(".net"))
          .filter(name -> !name.startsWith("target") && !name.startsWith("src"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the sample files that train on data that is here, sorted. */
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

  /**
   * Compiles a text as if it were a file of a folder beside the programs that the grammar accepts.
   */
  public static CompiledFile compileText(String text) {
    return compilerOf(text).compile(TEXT);
  }

  /** A compiler for which {@link #TEXT} is a file with this text; its library is read. */
  static Compiler compilerOf(String text) {
    ProjectFiles files = new ProjectFiles(ACCEPTED);
    SourceLoader loader =
        new SourceLoader() {
          @Override
          public Optional<Text> load(String file) {
            return file.equals(TEXT) ? Optional.of(new Text(file, text)) : files.load(file);
          }

          @Override
          public Optional<String> resolve(String importingFile, List<String> segments) {
            return files.resolve(importingFile, segments);
          }
        };
    return new Compiler(CATALOG, loader, Limits.DEFAULT);
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

  private record ProjectFiles(Path root) implements SourceLoader {
    @Override
    public Optional<Text> load(String file) {
      try {
        return Optional.of(new Text(file, Files.readString(root.resolve(file))));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<String> resolve(String importingFile, List<String> segments) {
      String file = String.join("/", segments) + ".net";
      for (Path folder = root.resolve(importingFile).normalize().getParent();
          folder != null && folder.startsWith(root.normalize());
          folder = folder.getParent()) {
        Path found = folder.resolve(file);
        if (Files.isRegularFile(found)) {
          return Optional.of(root.normalize().relativize(found).toString());
        }
      }
      return Optional.empty();
    }
  }
}
