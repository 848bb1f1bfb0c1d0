package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.netwright.frontend.syntax.Children;
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

  private final Map<String, Integer> all;
  private final Map<String, Diagnostic> found = new TreeMap<>();

  UnusedNames(String text) {
    this.all = counts(text);
  }

  /** Names that were given in bodies. */
  void addGiven(String file, List<CheckedPart.Given> given) {
    for (CheckedPart.Given name : given) {
      if (name.span().file().equals(file)) {
        unlessUsed(all, name.what(), name.name(), name.span());
      }
    }
  }

  /** Names that a `use` brings. */
  void addImports(List<Declaration> declarations) {
    for (Declaration declaration : declarations) {
      if (declaration instanceof Declaration.Use use) {
        for (Declaration.Use.Item item : use.items()) {
          Name local = item.local();
          unlessUsed(all, "the import", local.text(), local.span());
        }
      }
    }
  }

  /** What declarations with a body ask for; each is looked for in its own declaration. */
  void addArguments(List<Declaration> declarations) {
    for (Declaration declaration : declarations) {
      Map<String, Integer> counts = names(declaration);
      for (Declaration.Parameter parameter : asked(declaration)) {
        Name name = parameter.name();
        unlessUsed(counts, "the argument", name.text(), name.span());
      }
    }
  }

  /** How often its text says each name. */
  private static Map<String, Integer> names(Declaration declaration) {
    Map<String, Integer> names = new HashMap<>();
    Children.walk(
        declaration,
        node -> {
          if (node instanceof Name name) {
            names.merge(name.text(), 1, Integer::sum);
          }
        });
    return names;
  }

  private static List<Declaration.Parameter> asked(Declaration declaration) {
    if (declaration instanceof Declaration.Fn fn) {
      return fn.parameters();
    } else if (declaration instanceof Declaration.Layer layer) {
      return both(layer.hyperparameters(), layer.inputs());
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return both(quantizer.hyperparameters(), quantizer.inputs());
    } else if (declaration instanceof Declaration.Metric metric) {
      return metric.parameters();
    } else if (declaration instanceof Declaration.Recipe recipe) {
      return recipe.parameters();
    }
    return List.of();
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private void unlessUsed(Map<String, Integer> counts, String what, String name, Span span) {
    if (!name.startsWith("_") && counts.getOrDefault(name, 0) == 1) {
      found.put(
          "%06d:%06d".formatted(span.line(), span.column()),
          WarningMessages.unused(what, name, span));
    }
  }

  List<Diagnostic> diagnostics() {
    return List.copyOf(found.values());
  }

  private static Map<String, Integer> counts(String text) {
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
