package org.netwright.engine.feed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.checkpoint.Digests;
import org.netwright.engine.fault.DataMessages;
import org.netwright.engine.run.RecipeFingerprint;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.frontend.program.DataProgram.Last;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * Puts a pipe together from its operators. A training shuffles what comes last out of a file: the
 * records of the source, or what a cache holds; what stands before a cache keeps its order.
 */
final class FlowAssembly {
  private final TensorFlowProgram program;
  private final BoundData data;
  private final BatchPipe.Purpose purpose;
  private final List<Operator> steps;
  private final int lastCache;
  private final int lastBatch;
  private final Iterator<BoundData> joined;
  private final List<Operator> pending = new ArrayList<>();
  private RecordFlow records;
  private @Nullable BatchFlow batches;
  private boolean shuffles;
  private int segments;

  FlowAssembly(TensorFlowProgram program, BoundData data, BatchPipe.Purpose purpose) {
    this.program = program;
    this.data = data;
    this.purpose = purpose;
    this.steps = data.program().steps();
    this.joined = data.joined().iterator();
    this.records = new SourceFlow(data);
    int cache = -1;
    int batch = -1;
    for (int at = 0; at < steps.size(); at++) {
      cache = steps.get(at) instanceof Operator.Cache ? at : cache;
      batch = isBatch(steps.get(at)) ? at : batch;
    }
    this.lastCache = cache;
    this.lastBatch = batch;
    this.shuffles = purpose.training() && data.program().shuffled();
  }

  private static boolean isBatch(Operator operator) {
    return operator instanceof Operator.Batch || operator instanceof Operator.BatchByTokens;
  }

  BatchFlow assemble() {
    for (int at = 0; at < steps.size(); at++) {
      add(steps.get(at), at);
    }
    if (batches == null) {
      throw new IllegalStateException("the data of a pass are cut into batches");
    }
    return batches;
  }

  private void add(Operator operator, int at) {
    BatchFlow cut = batches;
    if (operator instanceof Operator.Batch batch) {
      segment(at, isShuffledHere(at));
      batches = new CutFlow(records, even(batch, at), data.program().place());
    } else if (operator instanceof Operator.BatchByTokens batch) {
      boolean shuffled = isShuffledHere(at);
      segment(at, false);
      batches =
          new CutFlow(
              records,
              new TokenPlan(records, batch, data.program().place(), shuffled, key(at)),
              data.program().place());
    } else if (operator instanceof Operator.Unbatch && cut != null) {
      records = new UnbatchedFlow(cut, data.name());
      batches = null;
    } else if (operator instanceof Operator.Weighted weighted) {
      // only parts stand before it, and their order hangs on nothing but themselves
      long[] chosen = new ItemOrder(pending, records.size(), false).epoch(0);
      records = new WeightedFlow(records, data, chosen, weighted, key(at));
      pending.clear();
    } else if (operator instanceof Operator.Cache cache) {
      cache(cache, at);
    } else if (operator instanceof Operator.Map map && cut != null) {
      batches = new MappedFlow(program, data, cut, map);
    } else {
      pending.add(operator);
    }
  }

  /** Whether the one shuffle of a training is due; it is made once. */
  private boolean isShuffledHere(int at) {
    boolean here = shuffles && at > lastCache;
    shuffles &= !here;
    return here;
  }

  private long key(int at) {
    return at > lastCache
        ? CounterRandom.hash(purpose.seed(), purpose.stage())
        : CounterRandom.hash(purpose.seed());
  }

  private void segment(int at, boolean shuffled) {
    records =
        new SegmentFlow(
            program,
            data,
            records,
            pending,
            joined,
            shuffled,
            key(at),
            segments == 0 ? 0 : 2 + segments);
    segments++;
    pending.clear();
  }

  private BatchPlan even(Operator.Batch batch, int at) {
    boolean drops =
        batch.last() == Last.DROP
            || batch.last() == Last.DEFAULT
                && purpose.training()
                && at == lastBatch
                && at > lastCache;
    return new EvenPlan(records.size(), batch.size(), drops);
  }

  private void cache(Operator.Cache cache, int at) {
    BatchFlow cut = batches;
    if (cut == null) {
      segment(at, false);
      demandKnown(records.fields());
      records = new CachedRecords(records, data.caches(), cache.name(), content(at));
      return;
    }
    demandKnown(cut.fields());
    boolean last =
        at == lastCache
            && steps.subList(at, steps.size()).stream()
                .noneMatch(o -> o instanceof Operator.Unbatch);
    boolean shuffled = last && shuffles;
    shuffles &= !shuffled;
    batches =
        new CachedBatches(
            cut,
            data.caches(),
            cache.name(),
            content(at),
            shuffled,
            CounterRandom.hash(purpose.seed(), purpose.stage()),
            1);
  }

  private void demandKnown(List<Field> fields) {
    for (Field field : fields) {
      if (!field.type().shape().isKnown()) {
        throw new DiagnosticException(
            DataMessages.cacheOfSizes(
                data.program().place(), data.name(), field.name(), field.type()));
      }
    }
  }

  /** A hash of the data, of what is upstream of a step, and of the weights used there. */
  private String content(int at) {
    MessageDigest digest = Digests.sha256();
    put(digest, String.valueOf(purpose.seed()));
    put(digest, data.fingerprint());
    data.joined().forEach(other -> put(digest, other.fingerprint()));
    put(digest, RecipeFingerprint.of(data.program(), at));
    Set<Variable> reads = new LinkedHashSet<>();
    for (Operator operator : steps.subList(0, at)) {
      if (operator instanceof Operator.Map map) {
        reads.addAll(map.graph().reads().keySet());
      }
    }
    for (Map.Entry<Variable, HostTensor> weight : program.values(reads).entrySet()) {
      put(digest, weight.getKey().name());
      digest.update(weight.getValue().bytes().duplicate());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void put(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
