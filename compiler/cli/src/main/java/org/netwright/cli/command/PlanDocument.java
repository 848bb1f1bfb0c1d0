package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.netwright.cli.command.TrainingPlan.Group;
import org.netwright.cli.command.TrainingPlan.PassPlan;
import org.netwright.cli.command.TrainingPlan.StagePlan;
import org.netwright.frontend.plan.RateCurve;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.Variable;

/** A plan for a program, as JSON. */
final class PlanDocument {
  private final TrainingPlan plan;
  private final Optional<Double> rate;
  private final List<String> mistakes;

  PlanDocument(TrainingPlan plan, Optional<Double> rate, List<String> mistakes) {
    this.plan = plan;
    this.rate = rate;
    this.mistakes = mistakes;
  }

  void write(JsonGenerator json) throws IOException {
    RecipeProgram program = plan.program();
    json.writeStringField("recipe", program.name());
    json.writeNumberField("seed", program.seed());
    json.writeStringField("precision", plan.precision().toString());
    json.writeObjectFieldStart("arguments");
    for (Map.Entry<String, String> argument : program.arguments().entrySet()) {
      json.writeStringField(argument.getKey(), argument.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("nets");
    for (RecipeProgram.NetInfo net : program.nets()) {
      json.writeStartObject();
      json.writeStringField("name", net.name());
      json.writeStringField("declaration", net.declaration());
      json.writeStringField("holding", net.holding().name().toLowerCase(Locale.ROOT));
      json.writeNumberField("parameters", plan.elements(net.name()));
      json.writeArrayFieldStart("loaded_from");
      for (RecipeProgram.Load load : program.loads()) {
        if (load.net().equals(net.name())) {
          json.writeString(load.source());
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("stages");
    for (StagePlan stage : plan.stages()) {
      stage(json, stage);
    }
    json.writeEndArray();
    number(json, "steps", plan.steps());
    if (rate.isPresent() && plan.steps().isPresent()) {
      json.writeNumberField("seconds", plan.steps().getAsLong() / rate.get());
    } else {
      json.writeNullField("seconds");
    }
    strings(json, "mistakes", mistakes);
    strings(json, "notes", plan.notes());
  }

  private static void stage(JsonGenerator json, StagePlan stage) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", stage.stage().name());
    json.writeStringField("length", stage.stage().train().length().toString());
    json.writeObjectFieldStart("data");
    pass(json, stage.train());
    json.writeEndObject();
    number(json, "steps", stage.steps());
    strings(json, "losses", stage.stage().train().losses());
    json.writeArrayFieldStart("evaluates");
    for (int i = 0; i < stage.evaluates().size(); i++) {
      RecipeProgram.Evaluate evaluate = stage.stage().evaluates().get(i);
      json.writeStartObject();
      json.writeStringField("every", evaluate.every().map(Object::toString).orElse("end"));
      pass(json, stage.evaluates().get(i));
      strings(json, "reports", evaluate.pass().reports().stream().map(Pass.Report::key).toList());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("keep", stage.stage().keep().by().orElse("last"));
    json.writeArrayFieldStart("groups");
    for (Group group : stage.groups()) {
      json.writeStartObject();
      json.writeStringField("optimizer", group.optimizer());
      json.writeStringField("chain", group.chain());
      json.writeObjectFieldStart("options");
      for (Map.Entry<String, String> option : group.options().entrySet()) {
        json.writeStringField(option.getKey(), option.getValue());
      }
      json.writeEndObject();
      json.writeNumberField("elements", group.elements());
      strings(json, "parameters", group.parameters().stream().map(Variable::name).toList());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rate");
    if (stage.curve().isPresent()) {
      for (RateCurve.Point point : stage.curve().get().points()) {
        json.writeStartArray();
        json.writeNumber(point.step());
        json.writeNumber(point.rate());
        json.writeEndArray();
      }
    }
    json.writeEndArray();
    json.writeObjectFieldStart("memory");
    json.writeNumberField("parameters", stage.memory().parameters());
    json.writeNumberField("optimizer", stage.memory().slots());
    if (stage.memory().activations().isPresent()) {
      json.writeNumberField("activations", stage.memory().activations().get());
    } else {
      json.writeNullField("activations");
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void pass(JsonGenerator json, PassPlan pass) throws IOException {
    json.writeStringField("source", pass.source());
    number(json, "records", pass.records());
    number(json, "steps_per_epoch", pass.batches());
    json.writeNumberField("batch", pass.batch());
    json.writeStringField("unknown", pass.unknown());
  }

  private static void number(JsonGenerator json, String name, OptionalLong number)
      throws IOException {
    if (number.isPresent()) {
      json.writeNumberField(name, number.getAsLong());
    } else {
      json.writeNullField(name);
    }
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
