package org.netwright.frontend.check;

import java.util.stream.Collectors;
import org.netwright.frontend.check.Denotation.BlockBuilder;
import org.netwright.frontend.check.Denotation.BlockDenotation;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.DeclaredDenotation;
import org.netwright.frontend.check.Denotation.DurationStatic;
import org.netwright.frontend.check.Denotation.ElementTypeStatic;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.FunctionBuilder;
import org.netwright.frontend.check.Denotation.FunctionDenotation;
import org.netwright.frontend.check.Denotation.InitializerDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.LayerBuilder;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.LoopDenotation;
import org.netwright.frontend.check.Denotation.MetricDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.PresetBuilder;
import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.check.Denotation.RunDenotation;
import org.netwright.frontend.check.Denotation.ScheduleDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.check.Denotation.TupleDenotation;

/** How values look in messages and records of runs. */
final class Shown {
  private Shown() {}

  /** The value as the language writes it, where it can be written. */
  static String value(Denotation value) {
    if (value instanceof IntStatic i) {
      return i.value().toString();
    } else if (value instanceof RatioStatic r) {
      return paren(r.of().toString()) + " / " + paren(r.by().toString());
    } else if (value instanceof FloatStatic f) {
      return f.known() ? number(f.value()) : "a float";
    } else if (value instanceof BoolStatic b) {
      return b.value() == Truth.OPEN
          ? "an open question"
          : b.value() == Truth.YES ? "true" : "false";
    } else if (value instanceof TextStatic t) {
      return Loads.missing(t).map(m -> "not given").orElse('"' + t.value() + '"');
    } else if (value instanceof DurationStatic d) {
      return d.value().toString();
    } else if (value instanceof NoneStatic) {
      return "none";
    } else if (value instanceof ElementTypeStatic e) {
      return e.value().toString();
    } else if (value instanceof ListDenotation list) {
      return list.elements().stream().map(Shown::value).collect(Collectors.joining(", ", "[", "]"));
    } else if (value instanceof TupleDenotation tuple) {
      return tuple.fields().stream()
          .map(f -> f.name().map(n -> n + " = ").orElse("") + value(f.value()))
          .collect(Collectors.joining(", ", "(", ")"));
    } else if (value instanceof TensorDenotation t) {
      return t.value().type().toString();
    }
    return thing(value);
  }

  private static String thing(Denotation value) {
    if (value instanceof BuilderDenotation builder) {
      return builderName(builder);
    } else if (value instanceof InstanceDenotation i) {
      return i.symbol().name();
    } else if (value instanceof FunctionDenotation f) {
      return f.symbol().name();
    } else if (value instanceof InitializerDenotation i) {
      return call(i.symbol().name(), i.arguments());
    } else if (value instanceof ScheduleDenotation s) {
      return call(s.symbol().name(), s.arguments());
    } else if (value instanceof OptimizerDenotation o) {
      return o.symbol().name();
    } else if (value instanceof NetDenotation n) {
      return n.name();
    } else if (value instanceof RunDenotation r) {
      return r.name();
    } else if (value instanceof MetricDenotation m) {
      return m.symbol().name();
    } else if (value instanceof DeclaredDenotation d) {
      return d.symbol().name();
    } else if (value instanceof DataDenotation d) {
      return d.pipe().toString();
    }
    return kind(value);
  }

  private static String call(String name, java.util.Map<String, Denotation> arguments) {
    return arguments.entrySet().stream()
        .map(e -> e.getKey() + " = " + value(e.getValue()))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  static String builderName(BuilderDenotation builder) {
    if (builder instanceof LayerBuilder layer) {
      return layer.symbol().name();
    } else if (builder instanceof PresetBuilder preset) {
      return preset.name();
    } else if (builder instanceof Denotation.RealBuilder) {
      return "Real";
    } else if (builder instanceof FunctionBuilder function) {
      return function.function().symbol().name();
    }
    return "a block";
  }

  /** What sort of thing a value is, with its value where that is short: {@code the int 3}. */
  static String kind(Denotation value) {
    if (value instanceof IntStatic) {
      return "the int " + value(value);
    } else if (value instanceof RatioStatic || value instanceof FloatStatic) {
      return "the float " + value(value);
    } else if (value instanceof BoolStatic) {
      return "the bool " + value(value);
    } else if (value instanceof TextStatic) {
      return "the string " + value(value);
    } else if (value instanceof DurationStatic) {
      return "the duration " + value(value);
    } else if (value instanceof NoneStatic) {
      return "none";
    } else if (value instanceof ListDenotation list) {
      return "a list of " + list.elements().size();
    } else if (value instanceof TupleDenotation tuple) {
      return "a tuple of " + tuple.fields().size();
    } else if (value instanceof TensorDenotation t) {
      return "a tensor " + t.value().type();
    } else if (value instanceof BlockBuilder || value instanceof BlockDenotation) {
      return "a block";
    } else if (value instanceof Denotation.RealBuilder
        || value instanceof Denotation.RealInstance) {
      return "`Real`";
    } else if (value instanceof BuilderDenotation builder) {
      return "the layer " + builderName(builder) + " before it is built";
    } else if (value instanceof InstanceDenotation i) {
      return "a built layer " + i.symbol().name();
    } else if (value instanceof FunctionDenotation f) {
      return "the function " + f.symbol().name();
    } else if (value instanceof LoopDenotation) {
      return "a loop";
    } else if (value instanceof Denotation.LoopPartDenotation) {
      return "a part of a loop";
    } else if (value instanceof Denotation.PipeDenotation) {
      return "a pipe of layers";
    } else if (value instanceof Denotation.ConstructDenotation c) {
      return "`" + c.word() + "` before it is applied";
    } else if (value instanceof NetDenotation n) {
      return "the net " + n.name();
    } else if (value instanceof RunDenotation r) {
      return "the run " + r.name();
    } else if (value instanceof DataDenotation) {
      return "data";
    } else if (value instanceof DeclaredDenotation d) {
      return "the " + d.symbol().kindWord() + " " + d.symbol().name();
    }
    String name = value.getClass().getSimpleName().replaceAll("(Denotation|Static)$", "");
    return "a " + name.toLowerCase(java.util.Locale.ROOT);
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value) + ".0"
        : Double.toString(value);
  }

  private static String paren(String text) {
    return text.indexOf(' ') < 0 ? text : "(" + text + ")";
  }
}
