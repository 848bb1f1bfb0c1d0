package org.netwright.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A written chapter of the manual.
 *
 * @param name of its file, without an ending
 */
public record ManualChapter(String name, String title, String markdown) {
  /** In the order of reading. */
  private static final List<String> NAMES =
      List.of(
          "learn",
          "types-and-shapes",
          "pipe",
          "layers",
          "loops",
          "constructs",
          "recipes",
          "data",
          "tests",
          "patterns",
          "randomness",
          "precision",
          "commands");

  /** All chapters. */
  public static List<ManualChapter> all() {
    return NAMES.stream().map(ManualChapter::read).toList();
  }

  private static ManualChapter read(String name) {
    try (InputStream in = ManualChapter.class.getResourceAsStream("chapter/" + name + ".md")) {
      if (in == null) {
        throw new IllegalStateException("the manual has no chapter " + name);
      }
      String markdown = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String heading = markdown.lines().findFirst().orElse("");
      return new ManualChapter(name, heading.replaceFirst("^# ", ""), markdown);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("a chapter of the manual cannot be read", unreadable);
    }
  }

  /** All that stands between fences, in the order of the chapter. */
  public List<PageFence> fences() {
    return PageFence.of(markdown);
  }

  /** The examples in the language. */
  public List<PageFence> examples() {
    return fences().stream().filter(fence -> fence.kind() == PageFence.Kind.NET).toList();
  }
}
