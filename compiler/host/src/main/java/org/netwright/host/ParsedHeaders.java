package org.netwright.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.parse.Stretch;
import org.netwright.frontend.syntax.Declaration;

/** Reads headers with the front end's own parser. */
public final class ParsedHeaders implements HeaderReader {
  private final Predicate<String> isProven;

  /** Reads all of every header. */
  public ParsedHeaders() {
    this(file -> false);
  }

  /**
   * @param isProven whether the header of a file was checked when it was built, as those of the
   *     product are: of it only the beginnings of declarations are read
   */
  public ParsedHeaders(Predicate<String> isProven) {
    this.isProven = isProven;
  }

  @Override
  public Reading read(String file, String text) {
    if (isProven.test(file)) {
      return new Reading(heads(file, text), List.of(), true);
    }
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

  private static List<Declared> heads(String file, String text) {
    return Stretch.of(text, Integer.MAX_VALUE).stream()
        .flatMap(stretch -> stretch.head(file).stream())
        .filter(Stretch.Head::isExternal)
        .map(head -> new Declared(head.kind(), head.name().text(), head.name().span()))
        .toList();
  }
}
