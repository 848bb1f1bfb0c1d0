package org.netwright.frontend.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.check.Compilation;
import org.netwright.frontend.check.DeclarationMemory;
import org.netwright.frontend.resolve.Library;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.resolve.Resolver;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * The compiler of an editor. It finds what {@link org.netwright.frontend.Compiler} finds, but keeps
 * the library, the trees of declarations that were not touched, and the checks of those that
 * nothing touched leads to. Not for several threads at once.
 */
public final class LiveCompiler {
  private final Catalog catalog;
  private final Limits limits;
  private final Library library;
  private final Pieces pieces;
  private final Map<String, DeclarationMemory> memories = new HashMap<>();

  public LiveCompiler(Catalog catalog, Limits limits) {
    this.catalog = catalog;
    this.limits = limits;
    this.library = new Library(catalog, limits);
    this.pieces = new Pieces(limits);
  }

  /**
   * Checks a file as it is now.
   *
   * @param loader knows the texts of files that are being edited
   */
  public LiveFile check(SourceLoader.Text file, SourceLoader loader) {
    Names names = new Names();
    ResolvedProgram program = new Resolver(library, loader, pieces, names).resolve(file);
    DeclarationMemory memory = memories.computeIfAbsent(file.file(), f -> new DeclarationMemory());
    if (!program.isBroken()) {
      memory.begin();
    }
    Compilation compilation = Compilation.check(program, catalog, limits, memory);
    List<Diagnostic> found = compilation.diagnostics();
    return new LiveFile(
        file.text(), program, names, memory.recordings(), memory.models(), found, pieces);
  }

  /** Forgets a file that is no longer edited. */
  public void close(String file) {
    memories.remove(file);
  }
}
