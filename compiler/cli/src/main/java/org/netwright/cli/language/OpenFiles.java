package org.netwright.cli.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.project.ProjectLoader;
import org.netwright.frontend.SourceLoader;

/** The files of a project, those in the editor as they stand there. */
final class OpenFiles implements SourceLoader {
  private final Map<String, Document> open;
  private final ProjectLoader saved;

  /**
   * @param open by the name that the compiler gives them
   */
  OpenFiles(Map<String, Document> open, ProjectLoader saved) {
    this.open = Map.copyOf(open);
    this.saved = saved;
  }

  @Override
  public Optional<Text> load(String file) {
    Document document = open.get(file);
    return document == null ? saved.load(file) : Optional.of(new Text(file, document.text()));
  }

  @Override
  public Optional<String> resolve(String importingFile, List<String> segments) {
    return saved.resolve(importingFile, segments);
  }
}
