package org.netwright.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.definition.DataSourceDefinition.Place;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** A place in a text that is not there: relative paths lie in one folder, notes are kept. */
public final class TestPlace implements Place {
  private final Path folder;
  private final List<String> notes = new ArrayList<>();

  public TestPlace(Path folder) {
    this.folder = folder;
  }

  /** What was said with {@link #note}. */
  public List<String> notes() {
    return notes;
  }

  @Override
  public Path find(String path) {
    return folder.resolve(path);
  }

  @Override
  public DiagnosticException error(String message, String hint) {
    return new DiagnosticException(
        Diagnostic.error("NW700", Span.NONE, message).with(Hint.of(hint)));
  }

  @Override
  public void note(String message) {
    notes.add(message);
  }
}
