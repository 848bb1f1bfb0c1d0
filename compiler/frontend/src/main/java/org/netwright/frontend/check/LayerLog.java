package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.program.ModelProgram.LayerCall;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** The applied instances of a step, in the order in which their application began. */
final class LayerLog {
  private final List<@Nullable LayerCall> calls = new ArrayList<>();
  private int depth;

  /** An application begins; returns its number. */
  int begin() {
    calls.add(null);
    depth++;
    return calls.size() - 1;
  }

  void end(
      int number,
      String path,
      String declaration,
      @Nullable Value output,
      int firstOp,
      int lastOp,
      Span place) {
    depth--;
    if (output != null) {
      String inside = path.indexOf('.') < 0 ? "" : path.substring(path.indexOf('.') + 1);
      calls.set(
          number, new LayerCall(inside, declaration, depth, output.type(), firstOp, lastOp, place));
    }
  }

  /** How many applications have begun. */
  int size() {
    return calls.size();
  }

  /**
   * Forgets the applications from one on: the ops of a loop's iteration have no place of theirs.
   */
  void forget(int from) {
    for (int i = from; i < calls.size(); i++) {
      calls.set(i, null);
    }
  }

  /** From an application on, ops have moved: where each now stands. */
  void move(int from, IntUnaryOperator place) {
    for (int i = from; i < calls.size(); i++) {
      LayerCall call = calls.get(i);
      if (call != null) {
        calls.set(
            i,
            new LayerCall(
                call.path(),
                call.declaration(),
                call.depth(),
                call.output(),
                place.applyAsInt(call.firstOp()),
                place.applyAsInt(call.lastOp()),
                call.place()));
      }
    }
  }

  List<LayerCall> all() {
    List<LayerCall> made = new ArrayList<>();
    for (LayerCall call : calls) {
      if (call != null) {
        made.add(call);
      }
    }
    return made;
  }
}
