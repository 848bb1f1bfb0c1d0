package org.netwright.stdlib;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Compiler;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.host.HeaderReader;
import org.netwright.host.LibraryUnits;
import org.netwright.host.PluginHost;
import org.netwright.host.PluginPlaces;

/**
 * The library as the class path has it, with the standard plugin, and a compiler that knows both.
 */
final class StandardLibrary {
  private static final Map<String, String> TEXTS = new ConcurrentHashMap<>();
  private static final Catalog CATALOG =
      PluginHost.load(
          PluginPlaces.CLASS_PATH,
          LibraryUnits.onClassPath(StandardLibrary.class.getClassLoader()),
          StandardLibrary::read);
  private static final Compiler COMPILER = new Compiler(CATALOG, new TextLoader(), Limits.DEFAULT);

  private StandardLibrary() {}

  static Catalog catalog() {
    return CATALOG;
  }

  /** What a text means as a file of its own. */
  static CompiledFile compile(String text) {
    String file = "text" + TEXTS.size() + ".net";
    TEXTS.put(file, text);
    return COMPILER.compile(file);
  }

  /** What the first of several texts means, each a file of its name in one folder. */
  static CompiledFile compile(Map<String, String> files) {
    String folder = "folder" + TEXTS.size() + "/";
    files.forEach((name, text) -> TEXTS.put(folder + name, text));
    return COMPILER.compile(folder + files.keySet().iterator().next());
  }

  /** The same, and the text must hold no mistake. */
  static CompiledFile compileWhole(String text) {
    CompiledFile compiled = compile(text);
    if (!compiled.diagnostics().isEmpty()) {
      throw new AssertionError(
          compiled.diagnostics().stream()
              .map(d -> d.span() + ": " + d.code() + " " + d.message())
              .collect(Collectors.joining("\n")));
    }
    return compiled;
  }

  /** The declarations of a unit, in the order of the text. */
  static List<Declaration> declarations(String unit) {
    Catalog.Unit found = CATALOG.unit(unit).orElseThrow();
    return Parser.parse(found.file(), found.text(), Limits.DEFAULT).unit().declarations();
  }

  /** What a header declares. */
  static HeaderReader.Reading read(String file, String text) {
    Parsed parsed = Parser.parse(file, text, Limits.DEFAULT);
    List<HeaderReader.Declared> declared = new ArrayList<>();
    for (Declaration declaration : parsed.unit().declarations()) {
      if (declaration instanceof Declaration.External external) {
        declared.add(
            new HeaderReader.Declared(
                external.kind().text(), external.name().text(), external.span()));
      }
    }
    return new HeaderReader.Reading(declared, parsed.diagnostics());
  }

  private static final class TextLoader implements SourceLoader {
    @Override
    public Optional<Text> load(String file) {
      return Optional.ofNullable(TEXTS.get(file)).map(text -> new Text(file, text));
    }

    @Override
    public Optional<String> resolve(String importingFile, List<String> segments) {
      String folder = importingFile.substring(0, importingFile.lastIndexOf('/') + 1);
      return Optional.of(folder + String.join("/", segments) + ".net").filter(TEXTS::containsKey);
    }
  }
}
