package org.netwright.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.netwright.cli.manual.LibraryText;
import org.netwright.cli.project.Project;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.spi.diagnostic.Diagnostic;

/** What the commands ask of the compiler and the plugins behind it. */
interface FrontEnd extends AutoCloseable {
  /** Parses, resolves and checks a file with all it uses. */
  default CompiledFile compile(String file, SourceLoader loader, Project project) {
    return compile(file, loader, project, ShapeLog.NONE);
  }

  /** As above, and tells the shape of every expression on the way. */
  CompiledFile compile(String file, SourceLoader loader, Project project, ShapeLog shapes);

  /** The library and the plugins as the compiler sees them. */
  Catalog catalog();

  /** The plugins that are loaded, in the order of their names. */
  List<Plugin> plugins();

  /** The texts of the standard library and of the headers of plugins. */
  List<LibraryText> library();

  /** What is wrong with plugins. */
  List<Diagnostic> pluginDiagnostics();

  @Override
  void close();

  /**
   * A plugin.
   *
   * @param origin the jar it comes from
   * @param sha256 a digest of the jar, worked out when asked for
   * @param definitions what it declares: kind and name
   */
  record Plugin(
      String name,
      String version,
      Path origin,
      Supplier<String> sha256,
      List<String> definitions) {}
}
