package org.netwright.frontend;

import org.netwright.frontend.catalog.Catalog;

/** The driver: one line per stage. */
public final class Compiler {
  private final Catalog catalog;
  private final SourceLoader loader;
  private final Limits limits;

  public Compiler(Catalog catalog, SourceLoader loader, Limits limits) {
    this.catalog = catalog;
    this.loader = loader;
    this.limits = limits;
  }

  /** Parses a file and all it uses, resolves names, and elaborates every declaration once. */
  public CompiledFile compile(String file) {
    throw new UnsupportedOperationException(catalog + " " + loader + " " + limits + file);
  }
}
