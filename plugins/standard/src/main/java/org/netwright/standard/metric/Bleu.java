package org.netwright.standard.metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.HostMetricDefinition;

/**
 * BLEU of a corpus (Papineni et al., 2002, "BLEU: a method for automatic evaluation of machine
 * translation"), with one reference a sentence and no smoothing: counts are summed over all
 * sentences before anything is divided.
 */
public final class Bleu implements HostMetricDefinition {
  @Override
  public Pass begin(Arguments arguments) {
    return new Corpus(
        Math.toIntExact(arguments.integer("order")),
        arguments.integer("pad"),
        arguments.integer("start"),
        arguments.integer("end"));
  }

  /** The counts of one pass. */
  private static final class Corpus implements Pass {
    private final long[] matched;
    private final long[] total;
    private final long pad;
    private final long start;
    private final long end;
    private long candidateLength;
    private long referenceLength;

    Corpus(int order, long pad, long start, long end) {
      this.matched = new long[order];
      this.total = new long[order];
      this.pad = pad;
      this.start = start;
      this.end = end;
    }

    @Override
    public void add(Batch batch) {
      Tensor candidates = batch.tensor("candidate");
      Tensor references = batch.tensor("reference");
      for (int row = 0; row < candidates.size(0); row++) {
        add(sentence(candidates, row), sentence(references, row));
      }
    }

    /** The tokens of a row: up to the end mark, without the start mark and padding. */
    private List<Long> sentence(Tensor rows, int row) {
      List<Long> tokens = new ArrayList<>();
      int width = rows.size(1);
      for (int i = 0; i < width; i++) {
        long token = (long) rows.number(row * width + i);
        if (token == end) {
          break;
        } else if (token != pad && token != start) {
          tokens.add(token);
        }
      }
      return tokens;
    }

    private void add(List<Long> candidate, List<Long> reference) {
      candidateLength += candidate.size();
      referenceLength += reference.size();
      for (int n = 1; n <= matched.length; n++) {
        Map<List<Long>, Integer> allowed = grams(reference, n);
        for (Map.Entry<List<Long>, Integer> gram : grams(candidate, n).entrySet()) {
          matched[n - 1] += Math.min(gram.getValue(), allowed.getOrDefault(gram.getKey(), 0));
          total[n - 1] += gram.getValue();
        }
      }
    }

    private static Map<List<Long>, Integer> grams(List<Long> tokens, int n) {
      Map<List<Long>, Integer> grams = new HashMap<>();
      for (int i = 0; i + n <= tokens.size(); i++) {
        grams.merge(List.copyOf(tokens.subList(i, i + n)), 1, Integer::sum);
      }
      return grams;
    }

    @Override
    public double result() {
      double logs = 0;
      for (int n = 0; n < matched.length; n++) {
        if (matched[n] == 0) {
          return 0;
        }
        logs += Math.log((double) matched[n] / total[n]);
      }
      double brevity =
          candidateLength >= referenceLength ? 0 : 1 - (double) referenceLength / candidateLength;
      return 100 * Math.exp(brevity + logs / matched.length);
    }
  }
}
