package org.netwright.cli.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.cli.terminal.Printable;
import org.netwright.cli.terminal.Table;
import org.netwright.cli.terminal.Table.Column;
import org.netwright.frontend.structure.ModelStructure;
import org.netwright.frontend.structure.ModelStructure.Flow;
import org.netwright.frontend.structure.ModelStructure.Kind;
import org.netwright.frontend.structure.ModelStructure.Part;

/** The structure as a table: one line a part, and where its inputs come from. */
public final class OutlineText {
  private final ModelStructure structure;
  private final Map<Integer, String> names = new HashMap<>();

  private OutlineText(ModelStructure structure) {
    this.structure = structure;
  }

  public static List<String> of(ModelStructure structure) {
    return new OutlineText(structure).lines();
  }

  private List<String> lines() {
    int number = 0;
    for (Part part : structure.all()) {
      names.put(part.id(), Integer.toString(++number));
    }
    Table table =
        new Table(
            Column.numbers("#"),
            Column.words("part"),
            Column.words("path"),
            Column.words("output"),
            Column.numbers("parameters"),
            Column.words("from"));
    rows(structure.parts(), 0, table);
    List<String> lines = new ArrayList<>();
    lines.add(Printable.line(structure.name()));
    lines.add("");
    lines.addAll(table.lines());
    return lines;
  }

  private void rows(List<Part> parts, int level, Table table) {
    for (Part part : parts) {
      table.row(
          names.getOrDefault(part.id(), ""),
          "  ".repeat(level) + Printable.line(PartWords.title(part)),
          Printable.line(part.path()),
          part.output().map(Object::toString).orElse(""),
          part.parameters() == 0
              ? ""
              : String.format(java.util.Locale.ROOT, "%,d", part.parameters()),
          from(part));
      rows(part.parts(), level + 1, table);
    }
  }

  private String from(Part part) {
    if (part.kind() == Kind.INPUT) {
      return "";
    }
    return structure.flows().stream()
        .filter(flow -> flow.to() == part.id())
        .map(Flow::from)
        .map(id -> names.getOrDefault(id, ""))
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }
}
