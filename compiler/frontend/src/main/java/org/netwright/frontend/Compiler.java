package org.netwright.frontend;

import java.util.Optional;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.check.Compilation;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.frontend.resolve.Library;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.resolve.Resolver;
import org.netwright.spi.diagnostic.DiagnosticException;

/** The driver: one line per stage. */
public final class Compiler {
  private final Catalog catalog;
  private final SourceLoader loader;
  private final Limits limits;
  private final Library library;

  public Compiler(Catalog catalog, SourceLoader loader, Limits limits) {
    this.catalog = catalog;
    this.loader = loader;
    this.limits = limits;
    this.library = CompilerStack.on(limits, () -> new Library(catalog, limits));
  }

  /**
   * Parses a file and all it uses, resolves names, and elaborates every declaration once.
   *
   * @throws DiagnosticException when there is no such file
   */
  public CompiledFile compile(String file) {
    return compile(file, ShapeLog.NONE);
  }

  /**
   * As above, and tells the shape of every expression on the way.
   *
   * @throws DiagnosticException when there is no such file
   */
  public CompiledFile compile(String file, ShapeLog shapes) {
    return CompilerStack.on(limits, () -> compiled(file, shapes));
  }

  private CompiledFile compiled(String file, ShapeLog shapes) {
    Optional<SourceLoader.Text> text = loader.load(file);
    if (text.isEmpty()) {
      throw new DiagnosticException(NameMessages.noFile(file));
    }
    ResolvedProgram resolved = new Resolver(library, loader, limits).resolve(text.get());
    return Compilation.check(resolved, catalog, limits, shapes);
  }
}
