package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.CompiledFile.AskedFact;
import org.netwright.frontend.CompiledFile.SourceFacts;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/**
 * The facts of sources that only opening tells, as far as one elaboration has asked for them
 * (definitions C14). Where nobody knows one it is a symbol, which a size of the program may bind.
 */
final class SourceFactLedger {
  private final Elaborator elaborator;
  private Map<String, Long> sizes = Map.of();
  private SourceFacts reader = SourceFacts.UNKNOWN;
  private boolean symbolic = true;
  private boolean asked;
  private final Map<Span, Map<String, Long>> told = new HashMap<>();
  private final Map<String, Span> keys = new LinkedHashMap<>();
  private final Map<String, Span> caches = new HashMap<>();

  SourceFactLedger(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /**
   * @param known sizes of free names, facts among them under their keys
   * @param symbols whether a fact that nobody knows is a symbol, else a mistake
   */
  void answer(Map<String, Long> known, SourceFacts from, boolean symbols) {
    this.sizes = known;
    this.reader = from;
    this.symbolic = symbols;
  }

  /** Whether something was asked that stayed a symbol. */
  boolean isSymbolic() {
    return asked;
  }

  /** A fact of the source of a pipe. */
  Denotation ask(DataPipe pipe, String name, Span place) {
    String key = key(pipe, name);
    Optional<Long> number = Optional.ofNullable(sizes.get(key));
    if (number.isEmpty() && !(symbolic && reader.isYielding())) {
      number =
          reader.tell(
              new AskedFact(
                  key,
                  name,
                  pipe.symbol().name(),
                  pipe.symbol().unit().name(),
                  pipe.definition(),
                  pipe.bound(),
                  pipe.span()));
    }
    if (number.isPresent()) {
      told.computeIfAbsent(pipe.span(), s -> new TreeMap<>()).put(name, number.get());
      return IntStatic.of(number.get());
    }
    if (!symbolic) {
      throw new DiagnosticException(DataMessages.unknownFact(name, pipe.symbol().name(), place));
    }
    asked = true;
    elaborator.openUp();
    elaborator.variables.free(key);
    return new IntStatic(Dim.named(key));
  }

  /** Calls of one source in several places have facts of their own. */
  private String key(DataPipe pipe, String name) {
    String plain = pipe.symbol().name() + "." + name;
    String key = plain;
    for (int i = 2; !keys.computeIfAbsent(key, k -> pipe.span()).equals(pipe.span()); i++) {
      key = plain + "_" + i;
    }
    return key;
  }

  /** The facts that the program relies on of the source that is called at a place. */
  Map<String, Long> of(Span source) {
    return told.getOrDefault(source, Map.of());
  }

  void demandCacheName(String name, Span place) {
    Span first = caches.computeIfAbsent(name, n -> place);
    if (!first.equals(place)) {
      throw new DiagnosticException(DataMessages.cachedTwice(name, place, first));
    }
  }
}
