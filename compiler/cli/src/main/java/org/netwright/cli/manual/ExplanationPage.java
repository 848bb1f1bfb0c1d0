package org.netwright.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of one diagnostic: what it means, an example that gives it, the mended example, and why.
 *
 * @param title without the code and without a full stop
 * @param markdown the whole page, its heading included
 */
public record ExplanationPage(String code, String title, String markdown) {
  private static final Pattern HEADING = Pattern.compile("# (NW\\d{3}): (.+)");
  private static final Pattern FENCE =
      Pattern.compile("(?ms)^```(text|net (?:wrong|mended)(?: recipe)?)\\n(.*?)^```$");

  /** Where an example stands. */
  public enum Place {
    /** It is a whole file. */
    FILE,
    /** It is what a recipe holds that has data {@code d} and a net {@code n} already. */
    RECIPE
  }

  /**
   * A text of the language on a page.
   *
   * @param wrong whether it gives the diagnostic of the page
   */
  public record Example(String text, boolean wrong, Place place) {}

  /** Reads a page. */
  static ExplanationPage of(String markdown) {
    Matcher heading = HEADING.matcher(markdown.lines().findFirst().orElse(""));
    if (!heading.matches()) {
      throw new IllegalArgumentException("a page begins with `# CODE: title`: " + markdown);
    }
    return new ExplanationPage(heading.group(1), heading.group(2), markdown);
  }

  /** The examples in the language, in the order of the page. */
  public List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    Matcher fences = FENCE.matcher(markdown);
    while (fences.find()) {
      String kind = fences.group(1);
      if (!kind.equals("text")) {
        examples.add(
            new Example(
                fences.group(2),
                kind.startsWith("net wrong"),
                kind.endsWith("recipe") ? Place.RECIPE : Place.FILE));
      }
    }
    return examples;
  }

  /** What the diagnostic means: the first paragraph. */
  public String meaning() {
    String body = markdown.substring(markdown.indexOf('\n') + 1).strip();
    int end = body.indexOf("\n\n");
    return end < 0 ? body : body.substring(0, end);
  }
}
