package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.plan.RateCurve;

/** A learning-rate curve drawn with letters. */
final class RatePlot {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 8;

  private RatePlot() {}

  static List<String> of(RateCurve curve) {
    double top = curve.largest();
    long last = curve.last().step();
    boolean[][] set = new boolean[HEIGHT][WIDTH];
    for (RateCurve.Point point : curve.points()) {
      int column = last == 0 ? 0 : (int) Math.round((double) point.step() / last * (WIDTH - 1));
      double share = top > 0 ? Math.max(0, point.rate()) / top : 0;
      set[HEIGHT - 1 - (int) Math.round(share * (HEIGHT - 1))][column] = true;
    }
    List<String> lines = new ArrayList<>();
    String high = Count.rounded(top);
    for (int row = 0; row < HEIGHT; row++) {
      String label = row == 0 ? high : row == HEIGHT - 1 ? "0" : "";
      StringBuilder line = new StringBuilder();
      line.append(" ".repeat(high.length() - label.length())).append(label).append(" |");
      for (boolean point : set[row]) {
        line.append(point ? '*' : ' ');
      }
      lines.add(line.toString().stripTrailing());
    }
    String margin = " ".repeat(high.length());
    lines.add(margin + " +" + "-".repeat(WIDTH));
    String end = "step " + Count.grouped(last);
    lines.add(margin + "  0" + " ".repeat(Math.max(1, WIDTH - 1 - end.length())) + end);
    return lines;
  }
}
