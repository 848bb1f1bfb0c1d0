package org.netwright.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.feed.DataSources;
import org.netwright.frontend.CompiledFile.AskedFact;
import org.netwright.frontend.CompiledFile.SourceFacts;

/** Facts of sources: those that a run recorded, else what the source tells when it is opened. */
final class FileFacts implements SourceFacts, AutoCloseable {
  private final Map<String, Long> recorded;
  private final DataSources sources;
  private final Map<String, Long> told = new LinkedHashMap<>();

  FileFacts(Map<String, Long> recorded, DataRoots roots) {
    this.recorded = Map.copyOf(recorded);
    this.sources = new DataSources(roots, note -> {});
  }

  @Override
  public Optional<Long> tell(AskedFact asked) {
    Long known = recorded.get(asked.key());
    long fact = known == null ? sources.fact(asked) : known;
    told.put(asked.key(), fact);
    return Optional.of(fact);
  }

  /** All that was told, by key. */
  Map<String, Long> told() {
    return told;
  }

  @Override
  public void close() {
    sources.close();
  }
}
