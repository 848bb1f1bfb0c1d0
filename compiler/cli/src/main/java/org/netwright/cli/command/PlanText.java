package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.netwright.cli.command.TrainingPlan.Group;
import org.netwright.cli.command.TrainingPlan.PassPlan;
import org.netwright.cli.command.TrainingPlan.StagePlan;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.frontend.plan.RateCurve;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.Variable;

/** A plan for a person. */
final class PlanText {
  private final TrainingPlan plan;
  private final Optional<Double> rate;
  private final List<String> mistakes;

  PlanText(TrainingPlan plan, Optional<Double> rate, List<String> mistakes) {
    this.plan = plan;
    this.rate = rate;
    this.mistakes = mistakes;
  }

  List<String> lines(Palette palette) {
    RecipeProgram program = plan.program();
    List<String> lines = new ArrayList<>();
    lines.add(
        palette.paint(Ink.TITLE, Printable.line(program.name()))
            + "  seed "
            + program.seed()
            + ", computed in "
            + plan.precision());
    program
        .arguments()
        .forEach((name, value) -> lines.add("  " + name + " = " + Printable.line(value)));
    lines.add("");
    lines.add(palette.paint(Ink.TITLE, "nets"));
    program.nets().forEach(net -> lines.add("  " + net(net)));
    for (StagePlan stage : plan.stages()) {
      lines.add("");
      stage(stage, palette, lines);
    }
    lines.add("");
    time(lines);
    plan.notes().forEach(note -> lines.add("note: " + Printable.line(note)));
    lines.add(
        mistakes.isEmpty() ? "no mistakes found" : palette.paint(Ink.WARNING, "likely mistakes"));
    mistakes.forEach(mistake -> lines.add("  " + Printable.line(mistake)));
    return lines;
  }

  private String net(RecipeProgram.NetInfo net) {
    long parameters = plan.elements(net.name());
    String loaded =
        plan.program().loads().stream()
            .filter(load -> load.net().equals(net.name()))
            .map(load -> ", loaded from " + load.source() + " (" + choice(load.choice()) + ")")
            .collect(Collectors.joining());
    return "%s = %s  %s, %s parameters%s"
        .formatted(
            net.name(),
            net.declaration(),
            net.holding().name().toLowerCase(Locale.ROOT),
            Count.grouped(parameters),
            loaded);
  }

  private static String choice(RecipeProgram.Load.Choice choice) {
    return switch (choice) {
      case DEFAULT -> "its best weights if kept, else its last";
      case BEST -> "its best weights";
      case LAST -> "its last weights";
    };
  }

  private void stage(StagePlan stage, Palette palette, List<String> lines) {
    RecipeProgram.Train train = stage.stage().train();
    lines.add(palette.paint(Ink.TITLE, stage.stage().name()) + "  " + train.length());
    lines.add("  data     " + pass(stage.train()));
    lines.add(
        "  steps    "
            + (stage.steps().isPresent()
                ? Count.grouped(stage.steps().getAsLong())
                : "not known, since those of an epoch are not"));
    lines.add("  loss     " + String.join(", ", train.losses()));
    for (int i = 0; i < stage.evaluates().size(); i++) {
      RecipeProgram.Evaluate evaluate = stage.stage().evaluates().get(i);
      lines.add(
          "  evaluate "
              + evaluate.every().map(e -> "every " + e).orElse("at the end")
              + " on "
              + pass(stage.evaluates().get(i))
              + ": "
              + evaluate.pass().reports().stream()
                  .map(Pass.Report::key)
                  .collect(Collectors.joining(", ")));
    }
    lines.add(
        "  keep     "
            + stage
                .stage()
                .keep()
                .by()
                .map(key -> "the best weights by " + key)
                .orElse("the last weights"));
    groups(stage, lines);
    curve(stage, lines);
    memory(stage, lines);
  }

  private static String pass(PassPlan pass) {
    if (pass.records().isEmpty()) {
      return pass.source() + ", batches of " + pass.batch() + ", not opened";
    }
    return pass.source()
        + ", "
        + Count.of(pass.records().getAsLong(), "record")
        + ", "
        + (pass.batches().isPresent()
            ? Count.of(pass.batches().getAsLong(), "step") + " an epoch"
            : "steps not known: " + pass.unknown())
        + " with batches of "
        + pass.batch();
  }

  private void groups(StagePlan stage, List<String> lines) {
    String chain = "";
    for (Group group : stage.groups()) {
      if (!group.chain().equals(chain)) {
        lines.add("  moves    using " + Printable.line(group.chain()));
        chain = group.chain();
      }
      String roles =
          group.parameters().stream()
              .map(Variable::role)
              .distinct()
              .collect(Collectors.joining(", "));
      lines.add(
          "           "
              + Count.of(group.parameters().size(), "tensor")
              + ", "
              + Count.grouped(group.elements())
              + " numbers ("
              + roles
              + ")");
      String options =
          group.options().entrySet().stream()
              .map(option -> option.getKey() + " = " + option.getValue())
              .collect(Collectors.joining(", "));
      lines.add("             " + group.optimizer() + ": " + Printable.line(options));
    }
    List<String> still = still(stage);
    if (!still.isEmpty()) {
      lines.add("           not moved: " + String.join(", ", still));
    }
  }

  /** The nets that no optimizer of a stage moves, whole or in part. */
  private List<String> still(StagePlan stage) {
    List<String> still = new ArrayList<>();
    for (RecipeProgram.NetInfo net : plan.program().nets()) {
      long all = plan.parameters(net.name()).size();
      long moved =
          stage.groups().stream()
              .flatMap(g -> g.parameters().stream())
              .filter(v -> v.net().equals(net.name()))
              .distinct()
              .count();
      if (moved < all) {
        still.add(
            moved == 0
                ? net.name()
                : (all - moved) + " of " + Count.of(all, "tensor") + " of " + net.name());
      }
    }
    return still;
  }

  private static void curve(StagePlan stage, List<String> lines) {
    if (stage.curve().isEmpty()) {
      lines.add(
          "  rate     "
              + (stage.steps().isEmpty()
                  ? "no curve, since the number of steps is not known"
                  : stage.stage().train().rate().isEmpty()
                      ? "the optimizer has none"
                      : "no curve: it follows more than the clock"));
      return;
    }
    RateCurve curve = stage.curve().get();
    double first = curve.points().get(0).rate();
    if (curve.points().stream().allMatch(point -> point.rate() == first)) {
      lines.add("  rate     " + Count.rounded(first) + " in every step");
      return;
    }
    lines.add("  rate");
    RatePlot.of(curve).forEach(line -> lines.add("    " + line));
  }

  private static void memory(StagePlan stage, List<String> lines) {
    lines.add(
        "  memory   parameters %s, optimizer %s, activations %s"
            .formatted(
                Count.bytes(stage.memory().parameters()),
                Count.bytes(stage.memory().slots()),
                stage
                    .memory()
                    .activations()
                    .map(bytes -> Count.bytes(bytes) + " for a batch of " + stage.train().batch())
                    .orElse("not known, since a size is free")));
  }

  private void time(List<String> lines) {
    OptionalLong steps = plan.steps();
    if (steps.isEmpty()) {
      lines.add("time: not known, since the number of steps is not");
    } else if (rate.isEmpty()) {
      lines.add(
          "time: not known without a measured rate; train a few steps with --max-steps, then give"
              + " --rate STEPS");
    } else {
      lines.add(
          "time: "
              + Count.duration(steps.getAsLong() / rate.get())
              + " for "
              + Count.of(steps.getAsLong(), "step")
              + " at "
              + Count.rounded(rate.get())
              + " a second, without evaluations");
    }
  }
}
