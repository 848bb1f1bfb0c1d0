package org.netwright.engine.feed;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.netwright.engine.fault.DataMessages;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** A source's view of the file that names it. */
final class SourcePlace implements DataSourceDefinition.Place {
  private final String source;
  private final Span place;
  private final DataRoots roots;
  private final Consumer<String> notes;

  SourcePlace(String source, Span place, DataRoots roots, Consumer<String> notes) {
    this.source = source;
    this.place = place;
    this.roots = roots;
    this.notes = notes;
  }

  @Override
  public Path find(String path) {
    List<Path> tried = candidates(path);
    for (Path candidate : tried) {
      if (Files.exists(candidate)) {
        return candidate;
      }
    }
    throw new DiagnosticException(
        DataMessages.noSuchPath(place, source, path, tried, roots.data()));
  }

  private List<Path> candidates(String path) {
    try {
      Path asWritten = Path.of(path);
      if (asWritten.isAbsolute()) {
        return List.of(asWritten);
      }
      List<Path> candidates = new ArrayList<>();
      candidates.add(folder().resolve(asWritten).normalize());
      roots.data().ifPresent(data -> candidates.add(data.resolve(asWritten).normalize()));
      return candidates;
    } catch (InvalidPathException e) {
      throw new DiagnosticException(DataMessages.noPath(place, source, path, e.getReason()));
    }
  }

  private Path folder() {
    return roots
        .beside()
        .or(() -> Optional.ofNullable(Path.of(place.file()).toAbsolutePath().getParent()))
        .orElse(Path.of(""));
  }

  @Override
  public DiagnosticException error(String message, String hint) {
    return new DiagnosticException(DataMessages.source(place, source, message, hint));
  }

  @Override
  public void note(String message) {
    notes.accept(source + ": " + message);
  }
}
