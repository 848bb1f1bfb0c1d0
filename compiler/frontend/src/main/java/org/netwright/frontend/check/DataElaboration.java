package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.frontend.vectorize.Vectorization;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Makes the program of a data pipe: its blocks as graphs over a record or over a batch (C14). */
final class DataElaboration {
  /** The axis of a batch. */
  static final Dim BATCH = Dim.named("B");

  private final Elaborator elaborator;
  private final Map<String, Long> sizes;
  private final DataPipe pipe;
  private final String name;
  private final List<Operator> steps = new ArrayList<>();
  private List<DataProgram.Field> fields = new ArrayList<>();
  private boolean batched;
  private boolean joined;
  private long copies = 1;

  /**
   * @param sizes of free names of the record, as far as they are known
   * @param name tells the steps of one pipe from those of another
   */
  DataElaboration(Elaborator elaborator, Map<String, Long> sizes, DataPipe pipe, String name) {
    this.elaborator = elaborator;
    this.sizes = sizes;
    this.pipe = pipe;
    this.name = name;
  }

  /**
   * @param used where the data is used
   */
  DataProgram program(Span used) {
    List<DataProgram.Field> source = begin(used);
    for (int at = 0; at < pipe.links().size(); at++) {
      link(pipe.links().get(at), at);
    }
    if (!batched) {
      throw new DiagnosticException(RecipeMessages.notBatched(used));
    }
    return program(source);
  }

  private List<DataProgram.Field> begin(Span used) {
    Map<String, TypeExpression.TupleOf> splits = pipe.splits();
    TypeExpression.TupleOf record = splits.get(pipe.split().orElse(""));
    if (record == null) {
      throw new DiagnosticException(
          RecipeMessages.splitWanted(pipe.symbol().name(), splits.keySet(), used));
    }
    fields = record(record);
    return List.copyOf(fields);
  }

  private DataProgram program(List<DataProgram.Field> source) {
    Map<String, Long> expected = new LinkedHashMap<>(sizes);
    expected.keySet().removeIf(key -> key.indexOf('.') >= 0);
    return new DataProgram(
        pipe.symbol().name(),
        pipe.symbol().unit().name(),
        pipe.definition(),
        pipe.bound(),
        pipe.split().orElse(""),
        source,
        expected,
        steps,
        isShuffled(),
        pipe.span());
  }

  /** Whether the text leaves the order to the training: no shuffle of what a file gives. */
  private boolean isShuffled() {
    boolean written = false;
    for (Operator step : steps) {
      written |= step instanceof Operator.Shuffle;
      written &= !(step instanceof Operator.Cache);
    }
    return !written;
  }

  private List<DataProgram.Field> record(TypeExpression.TupleOf type) {
    Scope scope = elaborator.topScope(pipe.symbol().unit());
    pipe.arguments().forEach(scope::define);
    sizes.forEach((free, size) -> scope.define(free, IntStatic.of(size)));
    OpenInputs open = new OpenInputs(elaborator);
    List<DataProgram.Field> made = new ArrayList<>();
    for (TypeExpression.Field field : type.fields()) {
      TensorType found =
          open.typeOf(tensor(field), scope, Optional.empty(), "a field", field.span());
      found.shape().dims().forEach(d -> d.names().forEach(elaborator.variables::free));
      made.add(new DataProgram.Field(field.name().map(n -> n.text()).orElse(""), found));
    }
    return made;
  }

  private static TypeExpression.Tensor tensor(TypeExpression.Field field) {
    if (field.type() instanceof TypeExpression.Tensor tensor) {
      return tensor;
    } else if (field.type() instanceof TypeExpression.Word word) {
      return new TypeExpression.Tensor(Optional.of(word.name()), List.of(), field.span());
    }
    throw new DiagnosticException(DataMessages.notARecord(field.span()));
  }

  // ---- the stages

  private void link(DataPipe.Link link, int at) {
    if (link instanceof DataPipe.Link.Batch batch) {
      batch(new Operator.Batch(batch.size(), batch.last(), BATCH));
    } else if (link instanceof DataPipe.Link.BatchByTokens batch) {
      demandSequences(batch);
      batch(new Operator.BatchByTokens(batch.tokens(), batch.most(), BATCH));
    } else if (link instanceof DataPipe.Link.Unbatch) {
      steps.add(new Operator.Unbatch());
      fields = fields.stream().map(DataProgram.Field::single).toList();
      batched = false;
    } else if (link instanceof DataPipe.Link.Counted counted) {
      steps.add(counted(counted));
    } else if (link instanceof DataPipe.Link.Part part) {
      steps.add(part.part());
    } else if (link instanceof DataPipe.Link.Weighted weighted) {
      steps.add(weighted(weighted));
    } else if (link instanceof DataPipe.Link.Join join) {
      steps.add(join(join));
      joined = true;
    } else if (link instanceof DataPipe.Link.Cache cache) {
      steps.add(new Operator.Cache(cache.name()));
    } else if (link instanceof DataPipe.Link.Stated stated) {
      new StatedRecord(elaborator, stated, pipe).compare(fields);
    } else if (link instanceof DataPipe.Link.Map map) {
      steps.add(map(map, at));
    }
  }

  private void batch(Operator operator) {
    steps.add(operator);
    fields = fields.stream().map(f -> f.batched(BATCH)).toList();
    batched = true;
  }

  private void demandSequences(DataPipe.Link.BatchByTokens batch) {
    if (steps.stream().anyMatch(s -> s instanceof Operator.Shuffle)) {
      throw new DiagnosticException(DataMessages.shuffledInVain(batch.span()));
    }

    for (DataProgram.Field field : fields) {
      Shape shape = field.type().shape();
      for (int axis = 1; axis < shape.rank(); axis++) {
        if (!shape.dim(axis).isKnown()) {
          throw new DiagnosticException(
              DataMessages.openSizes(field.name(), field.type(), batch.span()));
        }
      }
    }
  }

  private Operator counted(DataPipe.Link.Counted counted) {
    long count = counted.count();
    return switch (counted.operator()) {
      case "shuffle" -> new Operator.Shuffle(count);
      case "repeated" -> {
        copies = Math.multiplyExact(copies, count);
        yield new Operator.Repeated(count);
      }
      case "group" -> {
        if (!joined && copies % count != 0) {
          throw new DiagnosticException(
              DataMessages.copiesDoNotGroup(count, copies, counted.span()));
        }
        yield new Operator.Group(count);
      }
      default -> new Operator.Take(count);
    };
  }

  private Operator weighted(DataPipe.Link.Weighted link) {
    String by = link.weighted().by();
    TensorType type =
        fields.stream()
            .filter(f -> f.name().equals(by))
            .map(DataProgram.Field::type)
            .findFirst()
            .orElseThrow(
                () ->
                    new DiagnosticException(
                        DataMessages.noFieldToWeigh(
                            by,
                            fields.stream().map(DataProgram.Field::name).toList(),
                            link.span())));
    if (type.shape().rank() != 0 || !type.element().isInteger()) {
      throw new DiagnosticException(DataMessages.noNumberToWeigh(by, type, link.span()));
    }
    return link.weighted();
  }

  private Operator join(DataPipe.Link.Join link) {
    DataElaboration other = new DataElaboration(elaborator, sizes, link.other(), name + ".join");
    List<DataProgram.Field> source = other.begin(link.span());
    DataProgram program = other.program(source);
    TensorType left = key(link, fields, "the records here");
    TensorType right = key(link, source, link.other().toString());
    if (!left.equals(right) || left.shape().rank() != 0 || left.element().isFloat()) {
      throw new DiagnosticException(DataMessages.keyTypes(link.by(), left, right, link.span()));
    }
    Set<String> names = new LinkedHashSet<>();
    fields.forEach(f -> names.add(f.name()));
    List<DataProgram.Field> all = new ArrayList<>(fields);
    List<String> twice = new ArrayList<>();
    for (DataProgram.Field field : source) {
      if (names.add(field.name())) {
        all.add(field);
      } else if (!field.name().equals(link.by())) {
        twice.add(field.name());
      }
    }
    if (!twice.isEmpty()) {
      throw new DiagnosticException(DataMessages.joinedTwice(twice, link.span()));
    }
    fields = all;
    return new Operator.Join(program, link.by(), all);
  }

  private static TensorType key(
      DataPipe.Link.Join link, List<DataProgram.Field> fields, String side) {
    return fields.stream()
        .filter(f -> f.name().equals(link.by()))
        .map(DataProgram.Field::type)
        .findFirst()
        .orElseThrow(
            () ->
                new DiagnosticException(
                    DataMessages.noKey(
                        link.by(),
                        side,
                        fields.stream().map(DataProgram.Field::name).toList(),
                        link.span())));
  }

  // ---- blocks

  private Operator map(DataPipe.Link.Map map, int at) {
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.DATA, drawPlace(at));
    Denotation record =
        RecordFields.record(
            fields, f -> new TensorDenotation(step.graph().input(f.name(), f.type())));
    Denotation made =
        elaborator.in(
            step,
            Truth.NO,
            () ->
                elaborator.with(
                    null,
                    () -> {
                      Scope inside = map.scope().inner();
                      inside.define("it", record);
                      if (batched) {
                        inside.define("B", new IntStatic(BATCH));
                      }
                      return elaborator.loops.value(map.block(), inside);
                    }));
    Span place = Bodies.resultSpan(map.block());
    List<DataProgram.Field> results = results(made, step, place);
    StepGraph graph = step.graph().build(name + "." + steps.size());
    demandStill(graph, map.block().span());
    fields = results;
    Optional<StepGraph> vectorized =
        batched ? Optional.empty() : Vectorization.overBatch(graph, BATCH);
    return new Operator.Map(graph, vectorized, results, step.demands());
  }

  /**
   * What the draws of a block are keyed by: where it stands, or the cache behind it, whose content
   * does not depend on who reads it.
   */
  private String drawPlace(int at) {
    for (DataPipe.Link link : pipe.links().subList(at, pipe.links().size())) {
      if (link instanceof DataPipe.Link.Cache cache) {
        return "cache." + cache.name() + "." + steps.size();
      }
    }
    return name + "." + steps.size();
  }

  private void demandStill(StepGraph graph, Span place) {
    List<String> reads = graph.reads().keySet().stream().map(Variable::name).toList();
    if (!reads.isEmpty() && !batched) {
      throw new DiagnosticException(DataMessages.netBeforeBatch(reads, place));
    }
    List<String> ofRecipe =
        graph.reads().keySet().stream().filter(v -> v.net().isEmpty()).map(Variable::name).toList();
    if (!ofRecipe.isEmpty()) {
      throw new DiagnosticException(DataMessages.readsRecipe(ofRecipe, place));
    }
  }

  private List<DataProgram.Field> results(Denotation made, CurrentStep step, Span place) {
    if (made.isError()) {
      throw new DiagnosticException(List.of());
    }
    if (!(made instanceof TupleDenotation tuple) || !tuple.isNamed()) {
      throw new DiagnosticException(RecipeMessages.recordWanted(made, place));
    }
    List<DataProgram.Field> results = new ArrayList<>();
    RecordFields.flatten(
        tuple,
        (fieldName, denotation) -> {
          Value value = value(fieldName, denotation, step, place);
          Shape shape = value.type().shape();
          if (batched && (shape.rank() == 0 || !shape.dim(0).equals(BATCH))) {
            throw new DiagnosticException(
                RecipeMessages.batchAxisLost(fieldName, shape.toString(), place));
          }
          step.graph().output(fieldName, value);
          results.add(new DataProgram.Field(fieldName, named(fieldName, value.type())));
        });
    return results;
  }

  /**
   * A type whose open sizes are names: a size that a block has computed from those of the record
   * becomes a name of its own, which each record binds.
   */
  private TensorType named(String fieldName, TensorType type) {
    Shape shape = type.shape();
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      Dim dim = shape.dim(axis);
      String made = fieldName + "." + axis;
      if (dim.isKnown() || dim.name().isPresent()) {
        dims.add(dim);
      } else {
        elaborator.variables.free(made);
        Long known = sizes.get(made);
        dims.add(known == null ? Dim.named(made) : Dim.of(known));
      }
    }
    return new TensorType(type.element(), new Shape(dims));
  }

  private Value value(String fieldName, Denotation field, CurrentStep step, Span place) {
    if (field instanceof TensorDenotation tensor) {
      return tensor.value();
    } else if (Statics.isNumber(field)) {
      return elaborator.in(
          step, Truth.NO, () -> elaborator.operators.value(field, ElementType.F32, place));
    } else if (field.isError()) {
      throw new DiagnosticException(List.of());
    }
    throw new DiagnosticException(DataMessages.noField(fieldName, field, place));
  }
}
