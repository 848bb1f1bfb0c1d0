package org.netwright.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.host.HeaderReader.Declared;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * Whether a header and the bindings of its plugin say the same: each declared thing is bound, each
 * bound thing declared, under one kind, once.
 */
final class Agreement {
  private final Path origin;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Agreement(Path origin) {
    this.origin = origin;
  }

  static List<Diagnostic> check(Path origin, List<Declared> declared, List<Binding> bindings) {
    Agreement agreement = new Agreement(origin);
    agreement.compare(agreement.once(declared), new ArrayList<>(bindings));
    return agreement.diagnostics;
  }

  private List<Declared> once(List<Declared> declared) {
    Map<String, Declared> first = new LinkedHashMap<>();
    for (Declared each : declared) {
      Declared earlier = first.putIfAbsent(each.kind() + " " + each.name(), each);
      if (earlier != null) {
        diagnostics.add(PluginMessages.declaredTwice(origin, earlier, each));
      }
    }
    return new ArrayList<>(first.values());
  }

  private void compare(List<Declared> declared, List<Binding> bindings) {
    List<Declared> open = new ArrayList<>();
    for (Declared each : declared) {
      Optional<Kind> kind = Kind.ofWord(each.kind());
      if (kind.isEmpty()) {
        diagnostics.add(PluginMessages.unknownKind(origin, each, kindWords()));
        bindings.removeIf(b -> b.name().equals(each.name()));
      } else if (!bindings.removeIf(
          b -> b.kind().word().equals(each.kind()) && b.name().equals(each.name()))) {
        open.add(each);
      }
    }
    // what is left on both sides under one name differs in kind; all else lacks a partner
    for (Declared each : open) {
      Optional<Binding> other =
          bindings.stream().filter(b -> b.name().equals(each.name())).findFirst();
      other.ifPresent(bindings::remove);
      diagnostics.add(
          other
              .map(binding -> PluginMessages.otherKind(origin, each, binding))
              .orElseGet(() -> PluginMessages.notBound(origin, each)));
    }
    for (Binding binding : bindings) {
      diagnostics.add(PluginMessages.notDeclared(origin, binding));
    }
  }

  private static String kindWords() {
    return Arrays.stream(Kind.values())
        .map(Kind::word)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
