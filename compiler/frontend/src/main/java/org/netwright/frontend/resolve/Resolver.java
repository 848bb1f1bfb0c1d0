package org.netwright.frontend.resolve;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.spi.diagnostic.Diagnostic;

/** Loads a file and all it uses, and gives every name its meaning. */
public final class Resolver {
  private final Library library;
  private final SourceLoader loader;
  private final TextParser parser;
  private final Mentions mentions;
  private final Map<String, NameSpace> files = new LinkedHashMap<>();
  private final List<String> open = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<Diagnostic> syntax = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  public Resolver(Library library, SourceLoader loader, Limits limits) {
    this(library, loader, (file, text) -> Parser.parse(file, text, limits), Mentions.NONE);
  }

  public Resolver(Library library, SourceLoader loader, TextParser parser, Mentions mentions) {
    this.library = library;
    this.loader = loader;
    this.parser = parser;
    this.mentions = mentions;
  }

  /** Resolves a loaded file. */
  public ResolvedProgram resolve(SourceLoader.Text main) {
    texts.putAll(library.texts());
    diagnostics.addAll(library.diagnostics());
    NameSpace space = read(main);
    IdentityHashMap<Node, Site> sites = new IdentityHashMap<>();
    Map<Unit, NameSpace> spaces = new LinkedHashMap<>(library.spaces());
    for (NameSpace file : files.values()) {
      BodyResolver.resolve(file, library, sites, mentions, diagnostics);
      spaces.put(file.unit(), file);
    }
    boolean broken = syntax.stream().anyMatch(Diagnostic::isError);
    List<Diagnostic> found = new ArrayList<>(syntax);
    if (!broken) {
      found.addAll(diagnostics);
    }
    return new ResolvedProgram(space.unit(), spaces, sites, library.sites(), texts, found, broken);
  }

  private NameSpace read(SourceLoader.Text text) {
    texts.put(text.file(), text.text());
    Unit unit =
        UnitReader.unit(
            Unit.Kind.PROJECT, stem(text.file()), parser.parse(text.file(), text.text()), syntax);
    NameSpace space = Declarations.collect(unit, library.everywhere(), diagnostics);
    files.put(text.file(), space);
    open.add(text.file());
    Imports.bring(space, library, use -> follow(use, text.file()), mentions, diagnostics);
    open.remove(open.size() - 1);
    return space;
  }

  private Optional<NameSpace> follow(Declaration.Use use, String from) {
    return loader
        .resolve(from, use.path().stream().map(Name::text).toList())
        .flatMap(loader::load)
        .map(
            text -> {
              if (open.contains(text.file())) {
                List<String> circle =
                    new ArrayList<>(open.subList(open.indexOf(text.file()), open.size()));
                circle.add(text.file());
                diagnostics.add(NameMessages.importCycle(use.span(), circle));
              }
              NameSpace known = files.get(text.file());
              return known == null ? read(text) : known;
            });
  }

  private static String stem(String file) {
    String last = file.substring(file.lastIndexOf('/') + 1);
    return last.endsWith(".net") ? last.substring(0, last.length() - 4) : last;
  }
}
