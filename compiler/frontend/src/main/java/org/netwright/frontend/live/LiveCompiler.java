package org.netwright.frontend.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.netwright.frontend.CompilerStack;
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
    this.library = CompilerStack.on(limits, () -> new Library(catalog, limits));
    this.pieces = new Pieces(limits);
  }

  /**
   * Checks a file as it is now.
   *
   * @param loader knows the texts of files that are being edited
   * @param later asked before each declaration, with the nanoseconds that its last check took, 0
   *     when there was none: whether it has time until the next check, as when an answer is due or
   *     a newer text is there
   */
  public LiveFile check(SourceLoader.Text file, SourceLoader loader, LongPredicate later) {
    return check(file, loader, later, () -> false);
  }

  /**
   * The same, and leaves a declaration halfway, as one left for later, once its answer is of no
   * use.
   *
   * @param abandoned asked often
   */
  public LiveFile check(
      SourceLoader.Text file, SourceLoader loader, LongPredicate later, BooleanSupplier abandoned) {
    return CompilerStack.on(limits, () -> checked(file, loader, later, abandoned));
  }

  private LiveFile checked(
      SourceLoader.Text file, SourceLoader loader, LongPredicate later, BooleanSupplier abandoned) {
    Names names = new Names();
    ResolvedProgram program = new Resolver(library, loader, pieces, names).resolve(file);
    DeclarationMemory memory = memories.computeIfAbsent(file.file(), f -> new DeclarationMemory());
    if (!program.isBroken()) {
      memory.abandonWhen(abandoned);
      memory.begin(later);
    }
    Compilation compilation = Compilation.check(program, catalog, limits, memory);
    List<Diagnostic> found = new ArrayList<>(compilation.diagnostics());
    if (program.isBroken() || !memory.isPostponed()) {
      found.addAll(compilation.advice());
    }
    return new LiveFile(
        file.text(),
        program,
        names,
        memory.recordings(),
        compilation,
        found,
        memory.checked(),
        program.isBroken() ? 0 : memory.cheapestPostponed(),
        program.isBroken() || !memory.isPostponed(),
        pieces.lines());
  }

  /** Forgets a file that is no longer edited. */
  public void close(String file) {
    memories.remove(file);
    pieces.forget(file);
  }
}
