package org.netwright.cli.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.netwright.frontend.structure.ModelStructure;
import org.netwright.frontend.structure.ModelStructure.Flow;
import org.netwright.frontend.structure.ModelStructure.Part;

/**
 * Places for the parts of a picture, found by the layered algorithm of the Eclipse Layout Kernel.
 * What is opened is laid out by itself: flows end at its frame and go on inside from a dot.
 */
final class PictureLayout {
  static final double TITLE_HEIGHT = 18;
  static final double DETAIL_HEIGHT = 14;
  private static final double MARGIN = 10;
  private static final double TITLE_LETTER = 7.6;
  private static final double DETAIL_LETTER = 6.2;
  private static final double SHAPE_LETTER = 6.4;
  private static final double FRAME_TOP = 36;
  private static final double FRAME_SIDE = 16;
  private static final double FRAME_BOTTOM = 16;
  private static final double DOT = 7;

  /** Where flows enter what is opened, and where they leave it, beside the numbers of parts. */
  private static final int ENTRY = -1;

  private static final int EXIT = -2;

  private final ModelStructure structure;

  /** The opened parts around each part, the outermost first, and the part itself. */
  private final Map<Integer, List<Part>> around = new HashMap<>();

  private final Map<Integer, Box> boxes = new TreeMap<>();
  private final List<Line> lines = new ArrayList<>();
  private final List<Box> dots = new ArrayList<>();

  private PictureLayout(ModelStructure structure) {
    this.structure = structure;
  }

  /** A rectangle in the picture. */
  record Box(double x, double y, double width, double height) {
    Box moved(double right, double down) {
      return new Box(x + right, y + down, width, height);
    }
  }

  /**
   * A flow as it is drawn.
   *
   * @param shape what is written beside its beginning; empty where a flow goes on
   */
  record Line(List<double[]> points, Optional<String> shape) {
    Line moved(double right, double down) {
      return new Line(
          points.stream().map(p -> new double[] {p[0] + right, p[1] + down}).toList(), shape);
    }
  }

  /** What lies in one frame, with places that count from the frame's own corner. */
  private record Inside(
      double width, double height, Map<Integer, Box> boxes, List<Line> lines, List<Box> dots) {}

  static PictureLayout of(ModelStructure structure) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    PictureLayout layout = new PictureLayout(structure);
    layout.remember(structure.parts(), List.of());
    Inside all = layout.laid(structure.parts(), Optional.empty());
    layout.boxes.putAll(all.boxes());
    layout.lines.addAll(all.lines());
    layout.dots.addAll(all.dots());
    double width = all.width() + 2 * FRAME_SIDE;
    layout.boxes.put(-1, new Box(0, 0, width, all.height()));
    return layout;
  }

  double width() {
    return box(-1).width();
  }

  double height() {
    return box(-1).height();
  }

  Box box(int part) {
    return Objects.requireNonNull(boxes.get(part), "each part has a place");
  }

  List<Line> lines() {
    return lines;
  }

  List<Box> dots() {
    return dots;
  }

  private void remember(List<Part> parts, List<Part> outer) {
    for (Part part : parts) {
      List<Part> whole = new ArrayList<>(outer);
      whole.add(part);
      around.put(part.id(), whole);
      remember(part.parts(), whole);
    }
  }

  // ---- one frame

  private Inside laid(List<Part> parts, Optional<Part> frame) {
    Map<Integer, Inside> insides = new HashMap<>();
    Map<Integer, ElkNode> nodes = new LinkedHashMap<>();
    ElkNode graph = ElkGraphUtil.createGraph();
    options(graph);
    for (Part part : parts) {
      ElkNode node = ElkGraphUtil.createNode(graph);
      nodes.put(part.id(), node);
      if (part.parts().isEmpty()) {
        size(part, node);
      } else {
        Inside inside = laid(part.parts(), Optional.of(part));
        insides.put(part.id(), inside);
        node.setDimensions(
            Math.max(inside.width() + 2 * FRAME_SIDE, headingWidth(part)),
            inside.height() + FRAME_TOP + FRAME_BOTTOM);
      }
    }
    Map<ElkEdge, Optional<String>> edges = edges(graph, nodes, frame);
    new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    return placed(graph, nodes, insides, edges);
  }

  private static void options(ElkNode graph) {
    graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    graph.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(CoreOptions.SPACING_NODE_NODE, 26.0);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 32.0);
    graph.setProperty(CoreOptions.SPACING_EDGE_NODE, 14.0);
    graph.setProperty(CoreOptions.PADDING, new ElkPadding(0));
  }

  private void size(Part part, ElkNode node) {
    List<String> details = PartWords.details(part);
    double width = PartWords.title(part).length() * TITLE_LETTER;
    for (String detail : details) {
      width = Math.max(width, detail.length() * DETAIL_LETTER);
    }
    // the shape that leaves a part stands beside the line that leaves its middle
    double shape =
        part.output().map(type -> type.toString().length() * SHAPE_LETTER + MARGIN).orElse(0.0);
    node.setDimensions(
        Math.max(64, Math.max(width + 2 * MARGIN, 2 * shape)),
        TITLE_HEIGHT + details.size() * DETAIL_HEIGHT + 12);
  }

  /** The room that the heading of an opened part takes: title and details in one line. */
  private static double headingWidth(Part part) {
    double details = PartWords.details(part).stream().mapToDouble(d -> d.length() + 3).sum();
    return (PartWords.title(part).length() + 3) * TITLE_LETTER + details * DETAIL_LETTER + MARGIN;
  }

  /** The flows between the parts of a frame, and to and from what lies outside of it. */
  private Map<ElkEdge, Optional<String>> edges(
      ElkNode graph, Map<Integer, ElkNode> nodes, Optional<Part> frame) {
    Map<ElkEdge, Optional<String>> edges = new LinkedHashMap<>();
    Map<String, ElkEdge> known = new HashMap<>();
    for (Flow flow : structure.flows()) {
      int from = at(flow.from(), frame).orElse(ENTRY);
      int to = at(flow.to(), frame).orElse(EXIT);
      if (from == to || from == ENTRY && to == EXIT || known.containsKey(from + " " + to)) {
        continue;
      }
      ElkNode source = nodes.computeIfAbsent(from, n -> dot(graph, LayerConstraint.FIRST));
      ElkNode target = nodes.computeIfAbsent(to, n -> dot(graph, LayerConstraint.LAST));
      ElkEdge edge = ElkGraphUtil.createSimpleEdge(source, target);
      known.put(from + " " + to, edge);
      boolean goesOn = from == ENTRY || to == EXIT;
      edges.put(edge, goesOn ? Optional.empty() : Optional.of(flow.type().toString()));
    }
    return edges;
  }

  private static ElkNode dot(ElkNode graph, LayerConstraint where) {
    ElkNode dot = ElkGraphUtil.createNode(graph);
    dot.setDimensions(DOT, DOT);
    dot.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, where);
    return dot;
  }

  /** The part directly in a frame that holds a part; empty when it lies outside of the frame. */
  private Optional<Integer> at(int part, Optional<Part> frame) {
    List<Part> whole = Objects.requireNonNull(around.get(part), "flows are between known parts");
    if (frame.isEmpty()) {
      return Optional.of(whole.get(0).id());
    }
    int depth = whole.indexOf(frame.get());
    return depth < 0 || depth + 1 >= whole.size()
        ? Optional.empty()
        : Optional.of(whole.get(depth + 1).id());
  }

  private static Inside placed(
      ElkNode graph,
      Map<Integer, ElkNode> nodes,
      Map<Integer, Inside> insides,
      Map<ElkEdge, Optional<String>> edges) {
    Map<Integer, Box> boxes = new TreeMap<>();
    List<Line> lines = new ArrayList<>();
    List<Box> dots = new ArrayList<>();
    nodes.forEach(
        (id, node) -> {
          Box box = new Box(node.getX(), node.getY(), node.getWidth(), node.getHeight());
          if (id == ENTRY || id == EXIT) {
            dots.add(box);
            return;
          }
          boxes.put(id, box);
          Inside inside = insides.get(id);
          if (inside != null) {
            double right = box.x() + (box.width() - inside.width()) / 2;
            double down = box.y() + FRAME_TOP;
            inside.boxes().forEach((inner, b) -> boxes.put(inner, b.moved(right, down)));
            inside.lines().forEach(l -> lines.add(l.moved(right, down)));
            inside.dots().forEach(d -> dots.add(d.moved(right, down)));
          }
        });
    edges.forEach((edge, shape) -> lines.add(new Line(points(edge), shape)));
    return new Inside(graph.getWidth(), graph.getHeight(), boxes, lines, dots);
  }

  private static List<double[]> points(ElkEdge edge) {
    List<double[]> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(new double[] {section.getStartX(), section.getStartY()});
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(new double[] {bend.getX(), bend.getY()});
      }
      points.add(new double[] {section.getEndX(), section.getEndY()});
    }
    return points;
  }
}
