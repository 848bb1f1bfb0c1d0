package org.netwright.engine.fault;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** The sentences about nets that are filled by {@code from}: NW630 to NW649. */
public final class LoadMessages {
  private static final int SHOWN = 8;

  private LoadMessages() {}

  private static String listed(Collection<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + ", and " + (names.size() - SHOWN) + " more" : shown;
  }

  public static Diagnostic noSource(Span place, String source, List<Path> tried) {
    return Diagnostic.error(
            "NW630",
            place,
            "there is no file or run \""
                + source
                + "\"; looked for "
                + tried.stream().map(Path::toString).collect(Collectors.joining(" and ")))
        .with(Hint.of("train it first, or write `none` to start from fresh values"));
  }

  public static Diagnostic whichNet(
      Span place, String source, String net, Collection<String> nets) {
    return Diagnostic.error(
            "NW631",
            place,
            source + " holds several nets and none is named " + net + ": " + listed(nets))
        .with(Hint.of("name the net as it was named in that run"));
  }

  public static Diagnostic missing(
      Span place,
      String source,
      String net,
      Collection<String> targets,
      Collection<String> unused) {
    return Diagnostic.error(
            "NW632",
            place,
            source
                + " gives no tensor for "
                + listed(targets)
                + " of "
                + net
                + (unused.isEmpty() ? "" : "; it holds, unused, " + listed(unused)))
        .with(Hint.of("say where each comes from, or `pattern = fresh`"));
  }

  public static Diagnostic unused(
      Span place, String source, String net, Collection<String> sources) {
    return Diagnostic.error(
            "NW633",
            place,
            source + " holds " + listed(sources) + ", which " + net + " does not take")
        .with(Hint.of("drop what is not wanted by `unused \"name\"`"));
  }

  public static Diagnostic otherType(
      Span place, String target, TensorType wanted, String source, TensorType found) {
    return Diagnostic.error(
            "NW634", place, target + " is " + wanted + ", and " + source + " gives " + found)
        .with(Hint.of("a rule such as `" + target + " = reshape(…)` changes it while loading"));
  }

  public static Diagnostic noTarget(Span place, String pattern, String net) {
    return Diagnostic.error("NW635", place, "no tensor of " + net + " matches " + pattern);
  }

  public static Diagnostic noMatch(Span place, String pattern, String source) {
    return Diagnostic.error("NW635", place, "no tensor of " + source + " matches " + pattern);
  }

  public static Diagnostic notBinary(Span place, String target, String source) {
    return Diagnostic.error(
            "NW636", place, target + " is binary, and " + source + " gives other values than ±1")
        .with(Hint.of("write `" + target + " = sign(" + source + ")`"));
  }
}
