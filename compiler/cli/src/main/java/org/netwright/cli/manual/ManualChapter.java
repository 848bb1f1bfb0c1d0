package org.netwright.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern EXAMPLE =
      Pattern.compile("(?ms)^```net( recipe| wrong (NW\\d{3}))?\\n(.*?)^```$");

  /**
   * A text of the language in a chapter.
   *
   * @param inRecipe whether it is the inside of a recipe with data {@code d} and a net {@code n}
   * @param wrong the code that it gives, or nothing when it is right
   */
  public record Example(String text, boolean inRecipe, String wrong) {}

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

  /** The examples in the language. */
  public List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    Matcher found = EXAMPLE.matcher(markdown);
    while (found.find()) {
      String kind = found.group(1) == null ? "" : found.group(1);
      String code = found.group(2) == null ? "" : found.group(2);
      examples.add(new Example(found.group(3), kind.equals(" recipe"), code));
    }
    return examples;
  }
}
