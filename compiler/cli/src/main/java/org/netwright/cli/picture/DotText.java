package org.netwright.cli.picture;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.structure.ModelStructure;
import org.netwright.frontend.structure.ModelStructure.Flow;
import org.netwright.frontend.structure.ModelStructure.Part;

/** The structure in the DOT language of Graphviz. */
public final class DotText {
  private DotText() {}

  public static List<String> of(ModelStructure structure) {
    List<String> lines = new ArrayList<>();
    lines.add("digraph " + quoted(structure.name()) + " {");
    lines.add("  node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=sans];");
    lines.add("  edge [fontname=sans, fontsize=10];");
    parts(structure.parts(), "  ", lines);
    for (Flow flow : structure.flows()) {
      lines.add(
          "  n%d -> n%d [label=%s];"
              .formatted(flow.from(), flow.to(), quoted(flow.type().toString())));
    }
    lines.add("}");
    return lines;
  }

  private static void parts(List<Part> parts, String indent, List<String> lines) {
    for (Part part : parts) {
      if (part.parts().isEmpty()) {
        List<String> label = new ArrayList<>(List.of(PartWords.title(part)));
        label.addAll(PartWords.details(part));
        lines.add(
            indent
                + "n%d [label=%s%s];"
                    .formatted(part.id(), quoted(String.join("\n", label)), look(part)));
        continue;
      }
      lines.add(indent + "subgraph cluster_" + part.id() + " {");
      lines.add(indent + "  label=" + quoted(heading(part)) + ";");
      lines.add(indent + "  style=" + (part.isLoop() ? "\"rounded,dashed\"" : "rounded") + ";");
      parts(part.parts(), indent + "  ", lines);
      lines.add(indent + "}");
    }
  }

  private static String heading(Part part) {
    List<String> words = new ArrayList<>(List.of(PartWords.title(part)));
    words.addAll(PartWords.details(part));
    return String.join(" · ", words);
  }

  private static String look(Part part) {
    return switch (part.kind()) {
      case INPUT, OUTPUT -> ", shape=ellipse";
      case OPERATION -> ", fillcolor=\"#eeeeee\"";
      default -> part.binary() ? ", fillcolor=\"#f6d9a8\"" : ", fillcolor=\"#d6e4f5\"";
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
