package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.frontend.vectorize.Vectorization;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
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
    Map<String, TypeExpression.TupleOf> splits = pipe.splits();
    String split = pipe.split().orElse("");
    TypeExpression.TupleOf record = splits.get(split);
    if (record == null) {
      throw new DiagnosticException(
          RecipeMessages.splitWanted(pipe.symbol().name(), splits.keySet(), used));
    }
    fields = record(record);
    List<DataProgram.Field> source = List.copyOf(fields);
    pipe.links().forEach(this::link);
    if (!batched) {
      throw new DiagnosticException(RecipeMessages.notBatched(used));
    }
    return new DataProgram(
        pipe.symbol().name(),
        pipe.symbol().unit().name(),
        pipe.definition(),
        new BoundArguments(elaborator, pipe.symbol(), pipe.arguments(), pipe.span()),
        split,
        source,
        sizes,
        steps,
        steps.stream().noneMatch(s -> s instanceof Operator.Shuffle),
        pipe.span());
  }

  /** The fields of one record as they come out at the end of the pipe. */
  List<DataProgram.Field> fields(TypeExpression.TupleOf split) {
    fields = record(split);
    pipe.links().forEach(this::link);
    return batched
        ? fields.stream()
            .map(
                f ->
                    new DataProgram.Field(
                        f.name(),
                        new TensorType(f.type().element(), f.type().shape().without(0))))
            .toList()
        : fields;
  }

  private List<DataProgram.Field> record(TypeExpression.TupleOf type) {
    Scope scope = elaborator.topScope(pipe.symbol().unit());
    pipe.arguments().forEach(scope::define);
    sizes.forEach((free, size) -> scope.define(free, IntStatic.of(size)));
    OpenInputs open = new OpenInputs(elaborator);
    List<DataProgram.Field> made = new ArrayList<>();
    for (TypeExpression.Field field : type.fields()) {
      TypeExpression.Tensor tensor =
          field.type() instanceof TypeExpression.Tensor t
              ? t
              : new TypeExpression.Tensor(
                  Optional.of(((TypeExpression.Word) field.type()).name()),
                  List.of(),
                  field.span());
      TensorType found = open.typeOf(tensor, scope, Optional.empty(), "a field", field.span());
      found.shape().dims().forEach(d -> d.names().forEach(elaborator.variables::free));
      made.add(new DataProgram.Field(field.name().map(n -> n.text()).orElse(""), found));
    }
    return made;
  }

  private void link(DataPipe.Link link) {
    if (link instanceof DataPipe.Link.Batch batch) {
      steps.add(new Operator.Batch(batch.size(), batch.last(), BATCH));
      fields = fields.stream().map(DataElaboration::batched).toList();
      batched = true;
    } else if (link instanceof DataPipe.Link.Counted counted) {
      steps.add(
          switch (counted.operator()) {
            case "shuffle" -> new Operator.Shuffle(counted.count());
            case "repeated" -> new Operator.Repeated(counted.count());
            default -> new Operator.Take(counted.count());
          });
    } else if (link instanceof DataPipe.Link.Map map) {
      steps.add(map(map));
    }
  }

  private static DataProgram.Field batched(DataProgram.Field field) {
    TensorType type = field.type();
    return new DataProgram.Field(
        field.name(), new TensorType(type.element(), type.shape().insert(0, BATCH)));
  }

  private Operator map(DataPipe.Link.Map map) {
    String stepName = name + "." + steps.size();
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.DATA, stepName);
    Denotation record = record(step);
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
                      return elaborator.loops.value(map.block(), inside);
                    }));
    Span place = Bodies.resultSpan(map.block());
    List<DataProgram.Field> results = results(made, step, place);
    StepGraph graph = step.graph().build(stepName);
    if (!graph.reads().isEmpty()) {
      throw new DiagnosticException(
          NameMessages.notYet("a net in a data block", map.block().span()));
    }
    fields = results;
    Optional<StepGraph> vectorized =
        batched ? Optional.empty() : Vectorization.overBatch(graph, BATCH);
    return new Operator.Map(graph, vectorized, results);
  }

  private Denotation record(CurrentStep step) {
    List<Field> values = new ArrayList<>();
    for (DataProgram.Field field : fields) {
      values.add(
          new Field(
              Optional.of(field.name()),
              new TensorDenotation(step.graph().input(field.name(), field.type()))));
    }
    return new TupleDenotation(values);
  }

  private List<DataProgram.Field> results(Denotation made, CurrentStep step, Span place) {
    if (made.isError()) {
      throw new DiagnosticException(List.of());
    }
    if (!(made instanceof TupleDenotation tuple) || !tuple.isNamed()) {
      throw new DiagnosticException(RecipeMessages.recordWanted(made, place));
    }
    List<DataProgram.Field> results = new ArrayList<>();
    for (Field field : tuple.fields()) {
      String fieldName = field.name().orElse("");
      Value value = value(field.value(), step, place);
      Shape shape = value.type().shape();
      if (batched && (shape.rank() == 0 || !shape.dim(0).equals(BATCH))) {
        throw new DiagnosticException(
            RecipeMessages.batchAxisLost(fieldName, shape.toString(), place));
      }
      step.graph().output(fieldName, value);
      results.add(new DataProgram.Field(fieldName, value.type()));
    }
    return results;
  }

  private Value value(Denotation field, CurrentStep step, Span place) {
    if (field instanceof TensorDenotation tensor) {
      return tensor.value();
    } else if (Statics.isNumber(field)) {
      return elaborator.in(
          step,
          Truth.NO,
          () -> elaborator.operators.value(field, org.netwright.spi.type.ElementType.F32, place));
    } else if (field instanceof Denotation.ListDenotation || field instanceof TupleDenotation) {
      throw new DiagnosticException(NameMessages.notYet("a list in a record", place));
    }
    throw new DiagnosticException(RecipeMessages.recordWanted(field, place));
  }
}
