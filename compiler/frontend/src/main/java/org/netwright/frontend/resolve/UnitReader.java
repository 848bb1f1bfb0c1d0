package org.netwright.frontend.resolve;

import java.util.List;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.spi.diagnostic.Diagnostic;

/** Makes units of texts; what the parser finds wrong is added to the other findings. */
final class UnitReader {
  private UnitReader() {}

  static Unit read(
      Unit.Kind kind,
      String name,
      String file,
      String text,
      Limits limits,
      List<Diagnostic> diagnostics) {
    return unit(kind, name, Parser.parse(file, text, limits), diagnostics);
  }

  static Unit unit(Unit.Kind kind, String name, Parsed parsed, List<Diagnostic> diagnostics) {
    diagnostics.addAll(parsed.diagnostics());
    return new Unit(kind, name, parsed.unit());
  }
}
