package org.netwright.cli.picture;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.structure.ModelStructure;
import org.netwright.frontend.structure.ModelStructure.Flow;
import org.netwright.frontend.structure.ModelStructure.Part;

/** The structure as a Mermaid flowchart, which README files of code hosts draw. */
public final class MermaidText {
  private MermaidText() {}

  public static List<String> of(ModelStructure structure) {
    List<String> lines = new ArrayList<>();
    lines.add("flowchart TD");
    parts(structure.parts(), "  ", lines);
    for (Flow flow : structure.flows()) {
      lines.add(
          "  n%d -->|%s| n%d".formatted(flow.from(), quoted(flow.type().toString()), flow.to()));
    }
    return lines;
  }

  private static void parts(List<Part> parts, String indent, List<String> lines) {
    for (Part part : parts) {
      List<String> label = new ArrayList<>(List.of(PartWords.title(part)));
      label.addAll(PartWords.details(part));
      if (part.parts().isEmpty()) {
        String text = quoted(String.join("<br>", label));
        String shape =
            switch (part.kind()) {
              case INPUT, OUTPUT -> "([" + text + "])";
              case OPERATION -> "(" + text + ")";
              default -> "[" + text + "]";
            };
        lines.add(indent + "n" + part.id() + shape);
      } else {
        String text = quoted(String.join(" · ", label));
        lines.add(indent + "subgraph n" + part.id() + " [" + text + "]");
        parts(part.parts(), indent + "  ", lines);
        lines.add(indent + "end");
      }
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "#quot;") + '"';
  }
}
