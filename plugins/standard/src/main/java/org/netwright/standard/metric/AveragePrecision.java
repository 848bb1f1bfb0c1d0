package org.netwright.standard.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.HostMetricDefinition;

/**
 * Average precision of detections as COCO has it (Lin et al., 2014, "Microsoft COCO: common objects
 * in context"; primary challenge metric): the area under the interpolated curve of precision over
 * recall at 101 points, the mean over the overlaps 0.50, 0.55 … 0.95 and over the classes that
 * occur.
 */
public final class AveragePrecision implements HostMetricDefinition {
  private static final int OVERLAPS = 10;
  private static final int POINTS = 101;

  /** Of one picture so many candidates are looked at before overlapping ones are dropped. */
  private static final int CANDIDATES = 1000;

  @Override
  public Pass begin(Arguments arguments) {
    return new Detections(
        Math.toIntExact(arguments.integer("most")),
        arguments.isNone("suppress") ? Double.POSITIVE_INFINITY : arguments.number("suppress"));
  }

  private record Detection(int picture, int kind, double score, Box box) {}

  private record Truth(int picture, Box box) {}

  /** What one pass has found. */
  private static final class Detections implements Pass {
    private final int most;
    private final double suppress;
    private final Map<Integer, List<Detection>> found = new TreeMap<>();
    private final Map<Integer, List<Truth>> truths = new TreeMap<>();
    private int pictures;

    Detections(int most, double suppress) {
      this.most = most;
      this.suppress = suppress;
    }

    @Override
    public void add(Batch batch) {
      Tensor scores = batch.tensor("scores");
      Tensor boxes = batch.tensor("boxes");
      for (int row = 0; row < scores.size(0); row++) {
        for (Detection kept : detections(scores, boxes, row)) {
          found.computeIfAbsent(kept.kind(), k -> new ArrayList<>()).add(kept);
        }
        addTruths(batch, row);
        pictures++;
      }
    }

    private void addTruths(Batch batch, int row) {
      Tensor boxes = batch.tensor("truth");
      Tensor classes = batch.tensor("classes");
      int count = boxes.size(1);
      for (int i = 0; i < count; i++) {
        int at = row * count + i;
        if (batch.isNone("valid") || batch.tensor("valid").number(at) != 0) {
          truths
              .computeIfAbsent((int) classes.number(at), k -> new ArrayList<>())
              .add(new Truth(pictures, box(boxes, at)));
        }
      }
    }

    private static Box box(Tensor boxes, int index) {
      return new Box(
          boxes.number(4 * index),
          boxes.number(4 * index + 1),
          boxes.number(4 * index + 2),
          boxes.number(4 * index + 3));
    }

    /** The best of a picture, of each class only those that do not overlap a better one. */
    private List<Detection> detections(Tensor scores, Tensor boxes, int row) {
      int anchors = scores.size(1);
      int classes = scores.size(2);
      List<Detection> all = new ArrayList<>();
      for (int anchor = 0; anchor < anchors; anchor++) {
        int at = row * anchors + anchor;
        Box box = box(boxes, at);
        for (int kind = 0; kind < classes; kind++) {
          all.add(new Detection(pictures, kind, scores.number(at * classes + kind), box));
        }
      }
      all.sort(Comparator.comparingDouble(Detection::score).reversed());
      List<Detection> kept = new ArrayList<>();
      for (Detection candidate : all.subList(0, Math.min(all.size(), CANDIDATES))) {
        boolean free =
            kept.stream()
                .noneMatch(
                    k ->
                        k.kind() == candidate.kind()
                            && k.box().overlap(candidate.box()) > suppress);
        if (free && kept.size() < most) {
          kept.add(candidate);
        }
      }
      return kept;
    }

    @Override
    public double result() {
      double sum = 0;
      int count = 0;
      for (Map.Entry<Integer, List<Truth>> kind : truths.entrySet()) {
        List<Detection> detections = new ArrayList<>(found.getOrDefault(kind.getKey(), List.of()));
        detections.sort(Comparator.comparingDouble(Detection::score).reversed());
        for (int i = 0; i < OVERLAPS; i++) {
          sum += area(detections, kind.getValue(), 0.5 + 0.05 * i);
          count++;
        }
      }
      return count == 0 ? Double.NaN : sum / count;
    }

    /** The area under the curve of one class at one overlap. */
    private static double area(List<Detection> detections, List<Truth> truths, double overlap) {
      boolean[] taken = new boolean[truths.size()];
      double[] precision = new double[detections.size()];
      double[] recall = new double[detections.size()];
      int right = 0;
      for (int i = 0; i < detections.size(); i++) {
        int match = match(detections.get(i), truths, taken, overlap);
        if (match >= 0) {
          taken[match] = true;
          right++;
        }
        precision[i] = (double) right / (i + 1);
        recall[i] = (double) right / truths.size();
      }
      for (int i = precision.length - 2; i >= 0; i--) {
        precision[i] = Math.max(precision[i], precision[i + 1]);
      }
      double sum = 0;
      int at = 0;
      for (int point = 0; point < POINTS; point++) {
        double wanted = point / (POINTS - 1.0);
        while (at < recall.length && recall[at] < wanted - 1e-12) {
          at++;
        }
        sum += at < recall.length ? precision[at] : 0;
      }
      return sum / POINTS;
    }

    /** The free truth of the picture that a detection overlaps most, if it does enough. */
    private static int match(
        Detection detection, List<Truth> truths, boolean[] taken, double overlap) {
      int best = -1;
      double most = overlap - 1e-12;
      for (int i = 0; i < truths.size(); i++) {
        Truth truth = truths.get(i);
        if (truth.picture() == detection.picture() && !taken[i]) {
          double shared = truth.box().overlap(detection.box());
          if (shared >= most) {
            best = i;
            most = Math.nextUp(shared);
          }
        }
      }
      return best;
    }
  }
}
