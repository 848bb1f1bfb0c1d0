package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.syntax.Name;

/** Gives a thing another name, wherever it is meant. */
final class Renaming {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private static final Set<String> NEVER_NAMES =
      Set.of(
          "if", "else", "repeat", "recur", "select", "for", "in", "as", "and", "or", "not", "true",
          "false", "none", "it");

  private final LiveFile file;
  private final Uses uses;

  Renaming(LiveFile file, Uses uses) {
    this.file = file;
    this.uses = uses;
  }

  /** Whether what a name means was named in the project, so that it can have another name. */
  boolean isPossible(Cursor.Meaning meaning) {
    return file.program().isProjectFile(meaning.definition().file());
  }

  /**
   * @param uris what the editor calls a file
   */
  WorkspaceEdit to(Name name, Cursor.Meaning meaning, String other, Function<String, String> uris) {
    demand(name, meaning, other);
    Map<String, List<TextEdit>> edits = new LinkedHashMap<>();
    for (Uses.Use use : uses.of(meaning)) {
      if (use.name().text().equals(name.text())) {
        String words = use.field() ? name.text() + " as " + other : other;
        edits
            .computeIfAbsent(uris.apply(use.place().file()), uri -> new ArrayList<>())
            .add(new TextEdit(Document.range(use.place()), words));
      }
    }
    return new WorkspaceEdit(edits);
  }

  private void demand(Name name, Cursor.Meaning meaning, String other) {
    if (!isPossible(meaning)) {
      throw LanguageMessages.notRenamable();
    } else if (!NAME.matcher(other).matches() || NEVER_NAMES.contains(other)) {
      throw LanguageMessages.noName(other);
    } else if (Character.isUpperCase(name.text().charAt(0))
        != Character.isUpperCase(other.charAt(0))) {
      throw LanguageMessages.otherCase(other);
    } else if (file.program().mainSpace().find(other).isPresent()) {
      throw LanguageMessages.taken(other);
    }
    boolean local = meaning.symbol().isEmpty();
    if (local) {
      uses.inPath(name.text())
          .ifPresent(
              place -> {
                throw LanguageMessages.inPaths(name.text(), place.line());
              });
    }
  }
}
