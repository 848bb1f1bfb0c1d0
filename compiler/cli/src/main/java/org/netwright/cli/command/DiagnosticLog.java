package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.cli.render.DiagnosticJson;
import org.netwright.cli.render.DiagnosticSarif;
import org.netwright.cli.render.DiagnosticText;
import org.netwright.cli.render.SizesJson;
import org.netwright.cli.terminal.Palette;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.spi.diagnostic.Diagnostic;

/** The diagnostics of one command: each is kept once, and all are shown together. */
final class DiagnosticLog {
  private final Set<Diagnostic> all = new LinkedHashSet<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  void add(List<Diagnostic> diagnostics, Map<String, String> files) {
    all.addAll(diagnostics);
    texts.putAll(files);
  }

  List<Diagnostic> all() {
    return List.copyOf(all);
  }

  long errors() {
    return all.stream().filter(Diagnostic::isError).count();
  }

  long warnings() {
    return all.size() - errors();
  }

  /**
   * The exit code that the diagnostics ask for.
   *
   * @param strict whether warnings count
   */
  Exit exit(boolean strict) {
    if (errors() == 0) {
      return strict && !all.isEmpty() ? Exit.FINDINGS : Exit.OK;
    }
    boolean plugins =
        all.stream().filter(Diagnostic::isError).allMatch(d -> d.code().startsWith("NW5"));
    return plugins ? Exit.PLUGIN : Exit.FINDINGS;
  }

  /** For a person: a blank line between two, and how many there are. */
  List<String> text(Palette palette) {
    DiagnosticText renderer = new DiagnosticText(palette);
    List<String> lines = new ArrayList<>();
    for (Diagnostic diagnostic : all) {
      lines.addAll(renderer.lines(diagnostic, texts));
      lines.add("");
    }
    if (all.size() > 1) {
      lines.add(count());
    } else if (!lines.isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }

  /** Diagnostics, and for which sizes what was checked holds. */
  String json(List<SizeRequirement> sizes) {
    return JsonResult.text(
        json -> {
          DiagnosticJson.write(json, all());
          SizesJson.write(json, sizes);
        });
  }

  String sarif() {
    return JsonResult.object(json -> DiagnosticSarif.write(json, all(), Version.number()));
  }

  String count() {
    List<String> parts = new ArrayList<>();
    if (errors() > 0) {
      parts.add(Count.of(errors(), "error"));
    }
    if (warnings() > 0) {
      parts.add(Count.of(warnings(), "warning"));
    }
    return String.join(", ", parts);
  }
}
