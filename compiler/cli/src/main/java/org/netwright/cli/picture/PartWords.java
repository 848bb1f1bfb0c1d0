package org.netwright.cli.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.netwright.frontend.structure.ModelStructure.Part;

/** What a part of a model is called in a picture. */
final class PartWords {
  private PartWords() {}

  /** The first line of a part. */
  static String title(Part part) {
    return switch (part.kind()) {
      case REPEAT -> "repeat × " + part.count();
      case RECUR -> "recur × " + part.count();
      case SLICE -> "slice × " + part.count();
      default -> part.title();
    };
  }

  /** Further lines: the path, and how many parameters. */
  static List<String> details(Part part) {
    List<String> details = new ArrayList<>();
    if (!part.path().isEmpty() && !part.path().equals(part.title().toLowerCase(Locale.ROOT))) {
      details.add(lastSegment(part.path()));
    }
    if (part.parameters() > 0) {
      details.add(parameters(part));
    }
    return details;
  }

  static String parameters(Part part) {
    return String.format(Locale.ROOT, "%,d", part.parameters())
        + (part.binary() ? " one-bit and real" : "")
        + (part.parameters() == 1 ? " parameter" : " parameters");
  }

  /** A path inside what is opened already needs its last name only. */
  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** What the turns of a loop share, in words for a legend. */
  static String meaning(Part part) {
    return switch (part.kind()) {
      case REPEAT -> "repeat: built anew in each turn; the first is shown";
      case RECUR -> "recur: built once, shared by all turns";
      case SLICE -> "slice: equal runs, one after another";
      case LAYER -> part.binary() ? "layer with one-bit weights" : "layer";
      case OPERATION -> "function or operators";
      case INPUT, OUTPUT -> "input and output";
    };
  }
}
