package org.netwright.cli.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The pages of all diagnostics; each lies in the module of the stage that owns the code. */
public final class ExplanationPages {
  private static final String FOLDER = "META-INF/netwright/explanations/";
  private static final Pattern CODE = Pattern.compile("(?i)(?:nw)?-?(\\d{1,4})");
  private static final int FIRST = 100;
  private static final int LAST = 899;

  private ExplanationPages() {}

  /** The code as it is spelled here, if a text looks like one: {@code nw301} and {@code 301} do. */
  public static Optional<String> code(String text) {
    var form = CODE.matcher(text.strip());
    return form.matches()
        ? Optional.of("NW" + String.format(Locale.ROOT, "%03d", Integer.parseInt(form.group(1))))
        : Optional.empty();
  }

  public static Optional<ExplanationPage> find(String code) {
    try (InputStream page =
        ExplanationPages.class.getClassLoader().getResourceAsStream(FOLDER + code + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(
              ExplanationPage.of(new String(page.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("a page of the product cannot be read", unreadable);
    }
  }

  /** All codes that have a page, in order. */
  public static List<String> codes() {
    ClassLoader loader = ExplanationPages.class.getClassLoader();
    return IntStream.rangeClosed(FIRST, LAST)
        .mapToObj(number -> "NW" + number)
        .filter(code -> loader.getResource(FOLDER + code + ".md") != null)
        .toList();
  }

  /** The codes nearest to one that has no page: by number, at most {@code most}. */
  public static List<String> nearest(String code, int most) {
    int number = Integer.parseInt(code.substring(2));
    return codes().stream()
        .sorted(
            Comparator.comparingInt(
                known -> Math.abs(Integer.parseInt(known.substring(2)) - number)))
        .limit(most)
        .toList();
  }
}
