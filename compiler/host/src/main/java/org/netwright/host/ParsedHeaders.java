package org.netwright.host;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;

/** Reads headers with the front end's own parser. */
public final class ParsedHeaders implements HeaderReader {
  @Override
  public Reading read(String file, String text) {
    Parsed parsed = Parser.parse(file, text, Limits.DEFAULT);
    List<Declared> declared = new ArrayList<>();
    for (Declaration declaration : parsed.unit().declarations()) {
      if (declaration instanceof Declaration.External external) {
        declared.add(
            new Declared(external.kind().text(), external.name().text(), external.name().span()));
      }
    }
    return new Reading(declared, parsed.diagnostics());
  }
}
