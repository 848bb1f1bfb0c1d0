package org.netwright.frontend.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.Diagnostic;

/** Texts through the whole front end. */
final class Checked {
  private static final SmallCatalog CATALOG = new SmallCatalog();

  private Checked() {}

  /** A project that is one file, {@code main.net}. */
  static CompiledFile file(String text) {
    return files(Map.of("main.net", text));
  }

  static CompiledFile file(String text, Catalog catalog) {
    return files(Map.of("main.net", text), Limits.DEFAULT, catalog);
  }

  /** A project of several files in one folder; {@code main.net} is compiled. */
  static CompiledFile files(Map<String, String> texts) {
    return files(texts, Limits.DEFAULT);
  }

  static CompiledFile files(Map<String, String> texts, Limits limits) {
    return files(texts, limits, CATALOG);
  }

  private static CompiledFile files(Map<String, String> texts, Limits limits, Catalog catalog) {
    SourceLoader loader =
        new SourceLoader() {
          @Override
          public Optional<Text> load(String file) {
            return Optional.ofNullable(texts.get(file)).map(t -> new Text(file, t));
          }

          @Override
          public Optional<String> resolve(String importingFile, List<String> segments) {
            String file = String.join("/", segments) + ".net";
            return texts.containsKey(file) ? Optional.of(file) : Optional.empty();
          }
        };
    return new org.netwright.frontend.Compiler(catalog, loader, limits).compile("main.net");
  }

  static List<String> codes(CompiledFile file) {
    return file.diagnostics().stream().map(Diagnostic::code).toList();
  }

  static List<String> messages(CompiledFile file) {
    return file.diagnostics().stream().map(Diagnostic::message).toList();
  }

  static ModelProgram model(String text, String name) {
    CompiledFile file = file(text);
    if (!file.diagnostics().isEmpty()) {
      throw new AssertionError(file.diagnostics().toString());
    }
    return file.model(name, Map.of(), Optional.empty());
  }

  static List<String> paths(ModelProgram model) {
    return model.variables().stream().map(Variable::path).toList();
  }

  /** The types of all variables by path. */
  static Map<String, String> types(ModelProgram model) {
    Map<String, String> types = new LinkedHashMap<>();
    model.variables().forEach(v -> types.put(v.path(), v.type().toString()));
    return types;
  }
}
