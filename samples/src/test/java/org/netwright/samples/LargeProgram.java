package org.netwright.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Position;

/**
 * A text as long as one wants, as people write it: the samples behind one another, and again, each
 * declaration under a name of its own.
 */
final class LargeProgram {
  /** Those that others use first. */
  private static final List<String> SAMPLES =
      List.of(
          "resnet",
          "vit",
          "quickstart",
          "mlp",
          "reactnet",
          "sret/sret",
          "smoothing/smoothing",
          "s2bnn/s2bnn",
          "gallery/translate",
          "gallery/augmentation",
          "gallery/diffusion",
          "gallery/detection",
          "gallery/dino",
          "gallery/gan",
          "gallery/lstm",
          "gallery/moe",
          "gallery/clip",
          "binary/bop",
          "binary/adambnn");

  private static final Pattern USE = Pattern.compile("(?m)^use ([a-z0-9_.]+)\\.\\{([^}]*)\\}.*\n");

  private static final Pattern DECLARED =
      Pattern.compile(
          "(?m)^(?:const|fn|layer|model|quantizer|metric|data|recipe|sweep) ([A-Za-z0-9_]+)");

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|#.*|[.]?\\b[A-Za-z_]\\w*\\b");

  private final StringBuilder body = new StringBuilder();
  private final Map<String, TreeSet<String>> uses = new TreeMap<>();

  private LargeProgram() {}

  /** A text of at least so many lines; the same each time. */
  static String ofLines(int lines) throws IOException {
    LargeProgram program = new LargeProgram();
    for (int copy = 1; program.lines() < lines; copy++) {
      Map<String, Map<String, String>> names = new HashMap<>();
      for (String sample : SAMPLES) {
        if (program.lines() < lines) {
          program.add(sample, copy, names);
        }
      }
    }
    StringBuilder head = new StringBuilder();
    program.uses.forEach(
        (unit, used) ->
            head.append("use ")
                .append(unit)
                .append(".{")
                .append(String.join(", ", used))
                .append("}\n"));
    return head + program.body.toString();
  }

  private int lines() {
    return (int) body.chars().filter(c -> c == '\n').count();
  }

  /**
   * @param names what the declarations of each sample are called in this copy
   */
  private void add(String sample, int copy, Map<String, Map<String, String>> names)
      throws IOException {
    String text = Files.readString(Path.of(sample + ".net"));
    String stem = sample.substring(sample.lastIndexOf('/') + 1);
    Map<String, String> own = new HashMap<>();
    Matcher use = USE.matcher(text);
    Map<String, String> known = new HashMap<>();
    while (use.find()) {
      List<String> used = List.of(use.group(2).trim().split("\\s*,\\s*"));
      if (use.group(1).startsWith("std.")) {
        uses.computeIfAbsent(use.group(1), u -> new TreeSet<>()).addAll(used);
      } else {
        String from = use.group(1).substring(use.group(1).lastIndexOf('.') + 1);
        used.forEach(word -> known.put(word, names.getOrDefault(from, Map.of()).get(word)));
      }
    }
    Matcher declared = DECLARED.matcher(text);
    while (declared.find()) {
      String name = declared.group(1);
      own.put(name, name + "_" + stem + (copy == 1 ? "" : copy));
    }
    names.put(stem, own);
    known.putAll(own);
    body.append(renamed(USE.matcher(text).replaceAll(""), known)).append('\n');
  }

  /**
   * The text with other names, except in strings, in comments and behind a dot; `train` is a word
   * too.
   */
  private static String renamed(String text, Map<String, String> names) {
    return WORD.matcher(text)
        .replaceAll(
            word ->
                Matcher.quoteReplacement(
                    text.startsWith(" length", word.end())
                        ? word.group()
                        : names.getOrDefault(word.group(), word.group())));
  }

  /** Where words first stand in a text. */
  static Position at(String text, String words) {
    int offset = text.indexOf(words);
    if (offset < 0) {
      throw new IllegalStateException("the program has no “" + words + "”");
    }
    return at(text, offset);
  }

  static Position at(String text, int offset) {
    int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    return new Position(line, offset - text.lastIndexOf('\n', offset - 1) - 1);
  }

  /** A model of so many layers, each declared for itself. */
  static String ofLayers(int layers) {
    List<String> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder("use std.nn.{BatchNorm, Conv2d, Linear}\n\n");
    for (int i = 0; i < layers; i++) {
      text.append("layer Part")
          .append(i)
          .append("(width: int)(x: [B, H, W, C]) -> [B, H, W, width] {\n");
      text.append("    x |> Conv2d(width, kernel = ").append(1 + 2 * (i % 3));
      text.append(", pad = ").append(i % 3).append(", bias = false) |> BatchNorm() |> relu\n}\n\n");
      parts.add("Part" + i + "(" + (8 + 8 * (i % 4)) + ")");
    }
    text.append("model Whole()(image: [B, 32, 32, 3]) -> [B, 10] {\n    image\n      |> ");
    text.append(String.join("\n      |> ", parts));
    return text.append("\n      |> mean(axis = [1, 2]) |> Linear(10)\n}\n").toString();
  }
}
