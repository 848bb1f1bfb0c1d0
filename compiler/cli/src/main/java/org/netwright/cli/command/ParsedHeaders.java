package org.netwright.cli.command;

import java.util.List;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.host.HeaderReader;

/** Reads the headers of plugins with the parser of all other texts. */
final class ParsedHeaders implements HeaderReader {
  @Override
  public Reading read(String file, String text) {
    Parsed parsed = Parser.parse(file, text, Limits.DEFAULT);
    List<Declared> declared =
        parsed.unit().declarations().stream()
            .filter(Declaration.External.class::isInstance)
            .map(Declaration.External.class::cast)
            .map(e -> new Declared(e.kind().text(), e.name().text(), e.span()))
            .toList();
    return new Reading(declared, parsed.diagnostics());
  }
}
