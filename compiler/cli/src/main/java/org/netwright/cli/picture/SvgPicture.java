package org.netwright.cli.picture;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.netwright.frontend.structure.ModelStructure;
import org.netwright.frontend.structure.ModelStructure.Kind;
import org.netwright.frontend.structure.ModelStructure.Part;

/**
 * The structure as a picture. It is one file without scripts or links, light or dark as the reader
 * prefers.
 */
public final class SvgPicture {
  /** In the order of the legend. */
  private static final List<String> LOOKS =
      List.of(
          "input",
          "operation",
          "layer",
          "layer binary",
          "layer opened",
          "repeat",
          "recur",
          "slice");

  private static final double LEGEND_LINE = 22;
  private static final double HEADING = 44;
  private static final double LEAST_WIDTH = 360;

  /** Colours as rules and not as variables, which some viewers do not know. */
  private static final String STYLE =
      """
      text { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1d2733; }
      .page { fill: #ffffff; }
      .name { font-size: 17px; font-weight: 600; }
      .title { font-size: 13px; font-weight: 600; }
      .detail { font-size: 11px; fill: #5a6776; }
      .shape { font-size: 10.5px; fill: #42505f; font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
      .halo { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-opacity: 0.75; stroke-linejoin: round; }
      .flow { fill: none; stroke: #7b8896; stroke-width: 1.3; }
      .tip { fill: #7b8896; }
      .box { stroke-width: 1.2; }
      .input, .output { fill: #e9edf2; stroke: #8793a1; }
      .operation { fill: #f6f7f9; stroke: #b3bcc6; }
      .layer { fill: #dbe8f8; stroke: #5b8cc4; }
      .layer.binary { fill: #fbe3b8; stroke: #c98b1b; }
      .opened { fill: #5b8cc4; fill-opacity: 0.05; stroke: #5b8cc4; }
      .repeat { fill: #3f9b6c; fill-opacity: 0.05; stroke: #3f9b6c; stroke-dasharray: 6 3; }
      .recur { fill: #8a5cc2; fill-opacity: 0.05; stroke: #8a5cc2; stroke-dasharray: 6 3; }
      .slice { fill: #c2537d; fill-opacity: 0.05; stroke: #c2537d; stroke-dasharray: 2 3; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e4e9ef; }
        .page { fill: #14191f; }
        .detail { fill: #9fabb8; }
        .shape { fill: #b6c1cd; }
        .halo { stroke: #14191f; }
        .flow { stroke: #76838f; }
        .tip { fill: #76838f; }
        .input, .output { fill: #2a323b; stroke: #76838f; }
        .operation { fill: #1e252c; stroke: #4b5763; }
        .layer { fill: #1d3550; stroke: #5f97d6; }
        .layer.binary { fill: #4b3610; stroke: #e0a53a; }
        .opened { fill: #5f97d6; stroke: #5f97d6; }
        .repeat { fill: #56b98a; stroke: #56b98a; }
        .recur { fill: #a882dc; stroke: #a882dc; }
        .slice { fill: #dd7aa0; stroke: #dd7aa0; }
      }
      """;

  private final ModelStructure structure;
  private final PictureLayout layout;
  private final StringBuilder svg = new StringBuilder();

  private SvgPicture(ModelStructure structure) {
    this.structure = structure;
    this.layout = PictureLayout.of(structure);
  }

  public static String of(ModelStructure structure) {
    return new SvgPicture(structure).drawn();
  }

  private String drawn() {
    Map<String, String> legend = legend();
    double width = Math.max(layout.width(), LEAST_WIDTH);
    double height = HEADING + layout.height() + legend.size() * LEGEND_LINE + 30;
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\""
            + " role=\"img\" aria-label=\"%s\">",
        number(width), number(height), number(width), number(height), text(structure.name()));
    line("<title>%s</title>", text(structure.name()));
    line("<style>");
    svg.append(STYLE);
    line("</style>");
    line(
        "<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\""
            + " markerHeight=\"7\" orient=\"auto\"><path class=\"tip\" d=\"M0,0 L8,4 L0,8 z\"/>"
            + "</marker></defs>");
    line("<rect class=\"page\" width=\"%s\" height=\"%s\"/>", number(width), number(height));
    line("<text class=\"name\" x=\"18\" y=\"30\">%s</text>", text(structure.name()));
    double left = (width - layout.width()) / 2 + 16;
    line("<g transform=\"translate(%s %s)\">", number(left), number(HEADING));
    structure.parts().forEach(this::opened);
    layout.dots().forEach(this::dot);
    layout.lines().forEach(this::flow);
    structure.parts().forEach(this::leaf);
    structure.parts().forEach(this::heading);
    shapes();
    line("</g>");
    double y = HEADING + layout.height() + 20;
    for (Map.Entry<String, String> entry : legend.entrySet()) {
      line(
          "<rect class=\"box %s\" x=\"18\" y=\"%s\" width=\"22\" height=\"14\" rx=\"4\"/>",
          entry.getKey().replace("layer opened", "opened"), number(y));
      line(
          "<text class=\"detail\" x=\"50\" y=\"%s\">%s</text>",
          number(y + 11), text(entry.getValue()));
      y += LEGEND_LINE;
    }
    line("</svg>");
    return svg.toString();
  }

  /** The looks that the picture uses, and what they mean. */
  private Map<String, String> legend() {
    Map<String, String> legend = new TreeMap<>(Comparator.comparingInt(LOOKS::indexOf));
    for (Part part : structure.all()) {
      String look = look(part);
      if (!look.equals("output")) {
        legend.putIfAbsent(
            look, look.equals("layer opened") ? "opened layer" : PartWords.meaning(part));
      }
    }
    return legend;
  }

  private static String look(Part part) {
    return switch (part.kind()) {
      case INPUT -> "input";
      case OUTPUT -> "output";
      case OPERATION -> "operation";
      case REPEAT -> "repeat";
      case RECUR -> "recur";
      case SLICE -> "slice";
      case LAYER ->
          part.parts().isEmpty() ? part.binary() ? "layer binary" : "layer" : "layer opened";
    };
  }

  // ---- parts

  /** The frames of what is opened, the outer below the inner. */
  private void opened(Part part) {
    if (part.parts().isEmpty()) {
      return;
    }
    PictureLayout.Box box = layout.box(part.id());
    if (part.isLoop() && part.count() > 1) {
      // a second frame behind the first says that there are several
      frame(part, box.moved(4, 4));
    }
    frame(part, box);
    part.parts().forEach(this::opened);
  }

  private void heading(Part part) {
    if (part.parts().isEmpty()) {
      return;
    }
    PictureLayout.Box box = layout.box(part.id());
    String details = String.join(" · ", PartWords.details(part));
    line(
        "<text class=\"halo\" x=\"%s\" y=\"%s\"><tspan class=\"title\">%s</tspan>"
            + "<tspan class=\"detail\" dx=\"8\">%s</tspan></text>",
        number(box.x() + 12),
        number(box.y() + 21),
        text((part.kind() == Kind.RECUR ? "↻ " : "") + PartWords.title(part)),
        text(details));
    part.parts().forEach(this::heading);
  }

  private void frame(Part part, PictureLayout.Box box) {
    line(
        "<rect class=\"box %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"9\"/>",
        look(part).replace("layer opened", "opened"),
        number(box.x()),
        number(box.y()),
        number(box.width()),
        number(box.height()));
  }

  private void leaf(Part part) {
    if (!part.parts().isEmpty()) {
      part.parts().forEach(this::leaf);
      return;
    }
    PictureLayout.Box box = layout.box(part.id());
    boolean round = part.kind() == Kind.INPUT || part.kind() == Kind.OUTPUT;
    line(
        "<rect class=\"box %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\"/>",
        look(part),
        number(box.x()),
        number(box.y()),
        number(box.width()),
        number(box.height()),
        round ? number(box.height() / 2) : "5");
    double middle = box.x() + box.width() / 2;
    double y = box.y() + 6 + PictureLayout.TITLE_HEIGHT - 4;
    centred("title", PartWords.title(part), middle, y);
    for (String detail : PartWords.details(part)) {
      y += PictureLayout.DETAIL_HEIGHT;
      centred("detail", detail, middle, y);
    }
  }

  private void centred(String look, String words, double x, double y) {
    line(
        "<text class=\"%s\" text-anchor=\"middle\" x=\"%s\" y=\"%s\">%s</text>",
        look, number(x), number(y), text(words));
  }

  // ---- flows

  private void flow(PictureLayout.Line flow) {
    String points =
        flow.points().stream()
            .map(p -> number(p[0]) + "," + number(p[1]))
            .collect(Collectors.joining(" L"));
    line("<path class=\"flow\" marker-end=\"url(#tip)\" d=\"M%s\"/>", points);
  }

  /** The shape that leaves a part, once, to the left of its leftmost flow. */
  private void shapes() {
    Map<String, PictureLayout.Line> first = new LinkedHashMap<>();
    for (PictureLayout.Line flow : layout.lines()) {
      if (flow.shape().isPresent()) {
        String key = flow.shape().get() + " " + number(flow.points().get(0)[1]);
        first.merge(key, flow, (a, b) -> a.points().get(0)[0] <= b.points().get(0)[0] ? a : b);
      }
    }
    for (PictureLayout.Line flow : first.values()) {
      double[] start = flow.points().get(0);
      line(
          "<text class=\"shape halo\" text-anchor=\"end\" x=\"%s\" y=\"%s\">%s</text>",
          number(start[0] - 6), number(start[1] + 14), text(flow.shape().orElse("")));
    }
  }

  private void dot(PictureLayout.Box dot) {
    line(
        "<circle class=\"tip\" cx=\"%s\" cy=\"%s\" r=\"3\"/>",
        number(dot.x() + dot.width() / 2), number(dot.y() + dot.height() / 2));
  }

  // ---- text

  /** A line of the picture, with a value at each {@code %s}. */
  private void line(String form, String... values) {
    List<String> pieces = List.of(form.split("%s", -1));
    svg.append(pieces.get(0));
    for (int i = 1; i < pieces.size(); i++) {
      svg.append(values[i - 1]).append(pieces.get(i));
    }
    svg.append('\n');
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String text(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
