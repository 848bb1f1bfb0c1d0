package org.netwright.tensorflow.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Output;

/**
 * Lowers a scan. Its slots: how many iterations have run, what flows, the tensors of which an
 * iteration gets a part, what is taken from outside, and a tensor for each thing that is gathered,
 * if anything reads it: each iteration writes its place of that tensor in place.
 */
final class ScanLowering {
  private final Op op;
  private final LoopBody body;
  private final OpLowering around;
  private final int flowing;
  private final int parts;
  private final long count;

  /** The slots of what is gathered, by the number of the result. */
  private final Map<Integer, Integer> gathered = new LinkedHashMap<>();

  ScanLowering(Op op, OpLowering around) {
    this.op = op;
    this.body = op.attributes().body("body");
    this.around = around;
    this.flowing = (int) op.attributes().integer("flowing");
    this.parts = (int) op.attributes().integer("parts");
    this.count = op.attributes().integer("count");
  }

  List<Output<?>> results() {
    FunctionalLoop loop = new FunctionalLoop(op, around);
    loop.slot(around.nodes().integer(0), FunctionalLoop.WHOLE);
    for (Value operand : op.operands()) {
      loop.slot(around.output(operand), operand.type());
    }
    for (int i = flowing; i < op.results().size(); i++) {
      Value result = op.results().get(i);
      if (around.isUsed(result)) {
        gathered.put(i, loop.slot(empty(result.type()), result.type()));
      }
    }
    List<Output<?>> last =
        loop.run(
            LoopLowering.endsTheStep(body),
            this::next,
            (nodes, slots) -> nodes.make("Less", slots.get(0), nodes.integer(count)));
    List<Output<?>> results = new ArrayList<>();
    for (int i = 0; i < op.results().size(); i++) {
      Integer slot = i < flowing ? Integer.valueOf(1 + i) : gathered.get(i);
      results.add(slot == null ? empty(op.results().get(i).type()) : last.get(slot));
    }
    return results;
  }

  /** Space that iterations fill; each run has its own, or it would be written to twice. */
  private Output<?> empty(TensorType type) {
    return around
        .nodes()
        .node("Empty", around.sizes().vector(type.shape()))
        .with("dtype", type.element())
        .with("init", true)
        .output();
  }

  private List<Output<?>> next(OpLowering ops, List<Output<?>> slots) {
    NodeWriter nodes = ops.nodes();
    ops.begin("part");
    Output<?> at =
        op.attributes().flag("reverse")
            ? nodes.make("Sub", nodes.integer(count - 1), slots.get(0))
            : slots.get(0);
    ops.put(body.index(), at);
    for (int i = 0; i < op.operands().size(); i++) {
      boolean part = i >= flowing && i < flowing + parts;
      Output<?> slot = slots.get(1 + i);
      ops.put(
          body.parameters().get(1 + i),
          part
              ? nodes.node("GatherV2", slot, at, nodes.integer(0)).with("batch_dims", 0L).output()
              : slot);
    }
    ops.emitAll(body.ops());
    ops.begin("next");
    List<Output<?>> next = new ArrayList<>(slots);
    next.set(0, nodes.make("AddV2", slots.get(0), nodes.integer(1)));
    for (int i = 0; i < flowing; i++) {
      next.set(1 + i, ops.output(body.results().get(i)));
    }
    Output<?> place = nodes.make("Reshape", at, nodes.integers(1));
    gathered.forEach(
        (result, slot) -> {
          Output<?> value = ops.output(body.results().get(result));
          Output<?> row = nodes.make("ExpandDims", value, nodes.integer(0));
          next.set(slot, nodes.make("InplaceUpdate", slots.get(slot), place, row));
        });
    return next;
  }
}
