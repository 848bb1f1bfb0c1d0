package org.netwright.frontend.resolve;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.frontend.syntax.Node;
import org.netwright.spi.diagnostic.Diagnostic;

/** A file and all it uses, with the meaning of top-level names and the names of all sites. */
public final class ResolvedProgram {
  private final Unit main;
  private final Map<Unit, NameSpace> spaces;
  private final IdentityHashMap<Node, Site> sites;
  private final Map<Node, Site> librarySites;
  private final Map<String, String> texts;
  private final List<Diagnostic> diagnostics;
  private final boolean broken;
  private final Set<String> projectFiles;

  ResolvedProgram(
      Unit main,
      Map<Unit, NameSpace> spaces,
      IdentityHashMap<Node, Site> sites,
      Map<Node, Site> librarySites,
      Map<String, String> texts,
      List<Diagnostic> diagnostics,
      boolean broken) {
    this.main = main;
    this.spaces = spaces;
    this.sites = sites;
    this.librarySites = librarySites;
    this.texts = texts;
    this.diagnostics = List.copyOf(diagnostics);
    this.broken = broken;
    this.projectFiles =
        spaces.keySet().stream()
            .filter(Unit::isProject)
            .map(Unit::file)
            .collect(Collectors.toUnmodifiableSet());
  }

  public Unit main() {
    return main;
  }

  public NameSpace space(Unit unit) {
    NameSpace space = spaces.get(unit);
    if (space == null) {
      throw new IllegalStateException(unit + " is no unit of this program");
    }
    return space;
  }

  /** The units of the library and the headers, then the files of the project that took part. */
  public Collection<NameSpace> spaces() {
    return spaces.values();
  }

  public NameSpace mainSpace() {
    return space(main);
  }

  /** What the text says about the name of a constructor expression or {@code let}-bound loop. */
  public Optional<Site> site(Node node) {
    Site own = sites.get(node);
    return Optional.ofNullable(own == null ? librarySites.get(node) : own);
  }

  /** The text of each file by the name in its spans. */
  public Map<String, String> texts() {
    return texts;
  }

  /** Whether a file belongs to the project, and not to the library or a plugin. */
  public boolean isProjectFile(String file) {
    return projectFiles.contains(file);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }

  /** Whether parts of a text could not be read: then names and types are not judged. */
  public boolean isBroken() {
    return broken;
  }

  /** What is wrong with the syntax and the names, in no particular order. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
