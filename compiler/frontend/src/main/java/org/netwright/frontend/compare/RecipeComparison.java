package org.netwright.frontend.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.netwright.frontend.check.ShapeLog.Moved;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.Variable;

/**
 * What changed between two recipes.
 *
 * @param weights by the name of the net, for nets that both have
 */
public record RecipeComparison(List<Difference> differences, Map<String, WeightFit> weights) {
  public RecipeComparison {
    differences = List.copyOf(differences);
    weights = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  /** A recipe and what its optimizers move. */
  public record Side(RecipeProgram program, List<Moved> moved) {
    public Side {
      moved = List.copyOf(moved);
    }
  }

  public static RecipeComparison of(Side before, Side after) {
    List<Difference> found = new ArrayList<>();
    RecipeProgram old = before.program();
    RecipeProgram now = after.program();
    found.addAll(ModelComparison.changes("argument", withSeed(old), withSeed(now)));
    found.addAll(ModelComparison.changes("net", nets(old), nets(now)));
    found.addAll(ModelComparison.changes("stage", stages(old), stages(now)));
    found.addAll(ModelComparison.changes("option", options(before), options(after)));
    Map<String, WeightFit> weights = new LinkedHashMap<>();
    Map<String, String> initialBefore = InitialValues.of(old.initialize());
    Map<String, String> initialAfter = InitialValues.of(now.initialize());
    for (RecipeProgram.NetInfo net : now.nets()) {
      Map<String, Variable> variablesBefore = WeightFit.byPath(ofNet(old, net.name()));
      Map<String, Variable> variablesAfter = WeightFit.byPath(ofNet(now, net.name()));
      if (!variablesBefore.isEmpty()) {
        ModelComparison.variables(variablesBefore, variablesAfter, initialBefore, initialAfter)
            .forEach(
                d ->
                    found.add(
                        new Difference(
                            d.kind(), net.name() + "." + d.what(), d.before(), d.after())));
        weights.put(net.name(), WeightFit.of(variablesBefore, variablesAfter));
      }
    }
    return new RecipeComparison(found, weights);
  }

  private static List<Variable> ofNet(RecipeProgram program, String net) {
    return program.variables().stream().filter(v -> v.net().equals(net)).toList();
  }

  private static Map<String, String> withSeed(RecipeProgram program) {
    Map<String, String> arguments = new LinkedHashMap<>(program.arguments());
    arguments.put("seed", Long.toString(program.seed()));
    return arguments;
  }

  private static Map<String, String> nets(RecipeProgram program) {
    Map<String, String> nets = new LinkedHashMap<>();
    for (RecipeProgram.NetInfo net : program.nets()) {
      String loaded =
          program.loads().stream()
              .filter(load -> load.net().equals(net.name()))
              .map(load -> " from " + load.source())
              .collect(Collectors.joining());
      nets.put(
          net.name(),
          net.declaration() + ", " + net.holding().name().toLowerCase(Locale.ROOT) + loaded);
    }
    return nets;
  }

  private static Map<String, String> stages(RecipeProgram program) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (RecipeProgram.Stage stage : program.stages()) {
      String name = stage.name();
      facts.put(name + " length", stage.train().length().toString());
      facts.put(name + " data", pipe(stage.train().pass().data()));
      facts.put(name + " losses", String.join(", ", stage.train().losses()));
      facts.put(name + " keep", stage.keep().by().map(key -> "best by " + key).orElse("last"));
      int number = 0;
      for (RecipeProgram.Evaluate evaluate : stage.evaluates()) {
        facts.put(
            name + " evaluate " + ++number,
            evaluate.every().map(e -> "every " + e).orElse("at the end")
                + " on "
                + pipe(evaluate.pass().data())
                + ": "
                + evaluate.pass().reports().stream()
                    .map(Pass.Report::key)
                    .collect(Collectors.joining(", ")));
      }
    }
    return facts;
  }

  private static String pipe(DataProgram data) {
    String source =
        data.split().isEmpty() ? data.sourceName() : data.sourceName() + "." + data.split();
    return source
        + data.steps().stream().map(s -> " |> " + operator(s)).collect(Collectors.joining());
  }

  private static String operator(Operator operator) {
    if (operator instanceof Operator.Map map) {
      return "{ "
          + map.fields().stream()
              .map(f -> f.name() + ": " + f.type())
              .collect(Collectors.joining(", "))
          + " }";
    } else if (operator instanceof Operator.Batch batch) {
      return "batch(" + batch.size() + ")";
    } else if (operator instanceof Operator.Take take) {
      return "take(" + take.count() + ")";
    } else if (operator instanceof Operator.Part part) {
      return "part(" + part.from() + ", " + part.to() + ", seed = " + part.seed() + ")";
    } else if (operator instanceof Operator.Weighted weighted) {
      return "weighted(" + weighted.by() + ", " + weighted.weights() + ")";
    } else if (operator instanceof Operator.Repeated repeated) {
      return "repeated(" + repeated.copies() + ")";
    } else if (operator instanceof Operator.Shuffle shuffle) {
      return "shuffle(" + shuffle.window() + ")";
    }
    return operator.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The options of optimizers: by stage and option, the values with what they are for. */
  private static Map<String, String> options(Side side) {
    Map<String, Map<String, List<String>>> values = new LinkedHashMap<>();
    for (Moved moved : side.moved()) {
      String stage = moved.stage();
      add(values, stage + " optimizer", moved.optimizer(), moved.parameter());
      moved
          .options()
          .forEach((name, value) -> add(values, stage + " " + name, value, moved.parameter()));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach(
        (option, byValue) ->
            texts.put(
                option,
                byValue.size() == 1
                    ? byValue.keySet().iterator().next()
                    : byValue.entrySet().stream()
                        .map(e -> e.getKey() + " for " + String.join(", ", e.getValue()))
                        .collect(Collectors.joining("; "))));
    return texts;
  }

  private static void add(
      Map<String, Map<String, List<String>>> values,
      String option,
      String value,
      Variable parameter) {
    List<String> roles =
        values
            .computeIfAbsent(option, o -> new LinkedHashMap<>())
            .computeIfAbsent(value, v -> new ArrayList<>());
    if (!roles.contains(parameter.role())) {
      roles.add(parameter.role());
    }
  }
}
