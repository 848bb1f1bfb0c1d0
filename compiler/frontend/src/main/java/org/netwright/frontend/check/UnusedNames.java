package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/**
 * The names of one file that stand nowhere but where they are given. A path, a pattern or a text
 * that mentions a name uses it, so the words of the file are counted; comments do not count.
 */
final class UnusedNames {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final String text;
  private final Map<String, Diagnostic> found = new TreeMap<>();
  private final Map<Span, String> names = new HashMap<>();

  UnusedNames(String text) {
    this.text = text;
  }

  /** Names that were given in bodies. */
  void addGiven(String file, List<CheckedPart.Given> given) {
    for (CheckedPart.Given name : given) {
      if (name.span().file().equals(file)) {
        candidate(name.what(), name.name(), name.span());
      }
    }
  }

  /** Names that a `use` brings. */
  void addImports(List<Declaration> declarations) {
    for (Declaration declaration : declarations) {
      if (declaration instanceof Declaration.Use use) {
        for (Declaration.Use.Item item : use.items()) {
          Name local = item.local();
          candidate("the import", local.text(), local.span());
        }
      }
    }
  }

  private void candidate(String what, String name, Span span) {
    if (!name.startsWith("_")) {
      found.put(
          "%06d:%06d".formatted(span.line(), span.column()),
          WarningMessages.unused(what, name, span));
      names.put(span, name);
    }
  }

  List<Diagnostic> diagnostics() {
    Map<String, Integer> counts = counts();
    List<Diagnostic> unused = new ArrayList<>();
    for (Diagnostic diagnostic : found.values()) {
      String name = names.getOrDefault(diagnostic.span(), "");
      if (counts.getOrDefault(name, 0) == 1) {
        unused.add(diagnostic);
      }
    }
    return unused;
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      Matcher words = WORD.matcher(withoutComment(line));
      while (words.find()) {
        counts.merge(words.group(), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String withoutComment(String line) {
    boolean inText = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && (i == 0 || line.charAt(i - 1) != '\\')) {
        inText = !inText;
      } else if (c == '#' && !inText) {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
