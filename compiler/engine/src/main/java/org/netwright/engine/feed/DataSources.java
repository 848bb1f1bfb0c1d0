package org.netwright.engine.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.netwright.engine.fault.DataMessages;
import org.netwright.engine.fault.PluginFault;
import org.netwright.engine.fault.RelianceMessages;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.DataProgram;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.diagnostic.DiagnosticException;

/** The sources that a run reads, each opened once, and what is known of them. */
public final class DataSources implements AutoCloseable {
  private final DataRoots roots;
  private final Consumer<String> listener;
  private final Map<Call, Opened> opened = new LinkedHashMap<>();
  private final Map<Part, String> prints = new LinkedHashMap<>();
  private final Map<String, String> fingerprints = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final CacheFolder caches;

  /**
   * @param listener hears each note of a source, once
   */
  public DataSources(DataRoots roots, Consumer<String> listener) {
    this.roots = roots;
    this.listener = listener;
    this.caches = new CacheFolder(this::note);
  }

  /** Where the caches of blocks lie from now on; before, they are kept in memory. */
  public void cacheIn(Path folder) {
    caches.lieIn(folder);
  }

  private record Call(DataSourceDefinition source, String name, Arguments arguments) {}

  private record Part(Call call, String split) {}

  /**
   * Opens the split of a pipe and compares its record with what the program relies on.
   *
   * @throws DiagnosticException when the data are not there, damaged, or of another type
   */
  public BoundData open(DataProgram program) {
    Map<String, Split> splits = splits(program);
    Split split = splits.get(program.split());
    if (split == null) {
      throw new DiagnosticException(
          DataMessages.noSuchSplit(
              program.place(), program.sourceName(), program.split(), splits.keySet()));
    }
    String name = BoundData.name(program);
    if (split.size() <= 0) {
      throw new DiagnosticException(DataMessages.empty(program.place(), name));
    }
    if (split.size() > Integer.MAX_VALUE) {
      throw new DiagnosticException(DataMessages.tooMany(program.place(), name, split.size()));
    }
    demandFacts(program);
    BoundData bare =
        new BoundData(
            program,
            split,
            RecordBinding.bind(program, name, split.fields()),
            "",
            List.of(),
            caches);
    String print = fingerprint(bare);
    List<BoundData> joined = new ArrayList<>();
    for (DataProgram.Operator step : program.steps()) {
      if (step instanceof DataProgram.Operator.Join join) {
        joined.add(open(join.other()));
      }
    }
    return new BoundData(program, split, bare.sizes(), print, joined, caches);
  }

  /** The digest of a split, made once; two calls of one source have two. */
  private String fingerprint(BoundData data) {
    Part part = new Part(call(data.program()), data.program().split());
    String known = prints.get(part);
    if (known == null) {
      known = SplitFingerprint.of(data);
      prints.put(part, known);
      String name = data.name();
      for (int i = 2; fingerprints.containsKey(name); i++) {
        name = data.name() + "_" + i;
      }
      fingerprints.put(name, known);
    }
    return known;
  }

  /** The facts that the program was made with must be those of the source. */
  private void demandFacts(DataProgram program) {
    source(program)
        .facts()
        .forEach(
            (fact, found) -> {
              Long relied = program.expected().get(fact);
              if (relied != null && !relied.equals(found)) {
                throw new DiagnosticException(
                    RelianceMessages.otherFact(
                        program.place(), program.sourceName(), fact, relied, found));
              }
            });
  }

  /**
   * A fact that only opening tells.
   *
   * @throws DiagnosticException when the data are not there or damaged
   */
  public long fact(CompiledFile.AskedFact asked) {
    DataProgram program =
        new DataProgram(
            asked.sourceName(),
            asked.plugin(),
            asked.source(),
            asked.arguments(),
            "",
            List.of(),
            Map.of(),
            List.of(),
            false,
            asked.place());
    Long found = source(program).facts().get(asked.name());
    if (found == null) {
      throw new PluginFault(
          DataMessages.sourceBroke(
              asked.place(),
              asked.sourceName(),
              asked.plugin(),
              new IllegalStateException("it promised the fact " + asked.name())),
          new IllegalStateException(asked.key()));
    }
    return found;
  }

  private static Call call(DataProgram program) {
    return new Call(program.source(), program.sourceName(), program.arguments());
  }

  private Map<String, Split> splits(DataProgram program) {
    return source(program).splits();
  }

  private Opened source(DataProgram program) {
    Call call = call(program);
    Opened source = opened.get(call);
    if (source == null) {
      source = openSource(program);
      opened.put(call, source);
    }
    return source;
  }

  private Opened openSource(DataProgram program) {
    String name = program.sourceName();
    try {
      return program
          .source()
          .open(program.arguments(), new SourcePlace(name, program.place(), roots, this::note));
    } catch (IOException e) {
      throw new DiagnosticException(DataMessages.notOpened(program.place(), name, e));
    } catch (DiagnosticException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new PluginFault(
          DataMessages.sourceBroke(program.place(), name, program.plugin(), e), e);
    }
  }

  private void note(String message) {
    if (notes.add(message)) {
      listener.accept(message);
    }
  }

  /** What the sources said about what they read. */
  public List<String> notes() {
    return new ArrayList<>(notes);
  }

  /** A digest of each opened split by its name, to tell other data under the same name. */
  public Map<String, String> fingerprints() {
    return java.util.Collections.unmodifiableMap(fingerprints);
  }

  @Override
  public void close() {
    for (Opened source : opened.values()) {
      try {
        source.close();
      } catch (IOException e) {
        note("was not closed: " + e.getMessage());
      }
    }
  }
}
