package org.netwright.cli.manual;

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

  /** Reads a page. */
  static ExplanationPage of(String markdown) {
    Matcher heading = HEADING.matcher(markdown.lines().findFirst().orElse(""));
    if (!heading.matches()) {
      throw new IllegalArgumentException("a page begins with `# CODE: title`: " + markdown);
    }
    return new ExplanationPage(heading.group(1), heading.group(2), markdown);
  }

  /** All that stands between fences, in the order of the page. */
  public List<PageFence> fences() {
    return PageFence.of(markdown);
  }

  /** The examples in the language, in the order of the page. */
  public List<PageFence> examples() {
    return fences().stream().filter(fence -> fence.kind() == PageFence.Kind.NET).toList();
  }

  /** What the diagnostic means: the first paragraph. */
  public String meaning() {
    String body = markdown.substring(markdown.indexOf('\n') + 1).strip();
    int end = body.indexOf("\n\n");
    return end < 0 ? body : body.substring(0, end);
  }
}
