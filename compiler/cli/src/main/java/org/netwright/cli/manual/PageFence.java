package org.netwright.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block between fences on a page of the manual. Its first line says what it is, so that all that
 * can be wrong in it is looked at by a test: {@code net wrong recipe}, {@code command}, {@code
 * settings mended}. There is no kind for what is nothing of these.
 *
 * @param code of the diagnostic that a chapter says the text gives, or nothing
 * @param text with its last line break
 */
public record PageFence(Kind kind, Turn turn, Place place, String code, String text) {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```$");
  private static final Pattern CODE = Pattern.compile("NW\\d{3}");

  /** What is written. */
  public enum Kind {
    /** A text of the language. */
    NET,
    /** The declarations of a plugin, in the language. */
    HEADER,
    /** The file {@code netwright.json}. */
    SETTINGS,
    /** Lines that begin with {@code $} are commands, the others what they print. */
    COMMAND,
    /** What a command prints. */
    OUTPUT,
    /** Java of a plugin. */
    JAVA,
    /** A part of a project's {@code pom.xml}. */
    XML
  }

  /** Whether it is wrong. */
  public enum Turn {
    /** It is right, and nothing wrong stands beside it. */
    PLAIN,
    /** It gives the diagnostic that is spoken of. */
    WRONG,
    /** It says the same as a wrong one and is right. */
    MENDED
  }

  /** Where the text stands. */
  public enum Place {
    /** It is a whole file. */
    FILE,
    /** It is several files; each begins with a line {@code # NAME.net}. */
    FILES,
    /** It is what a recipe holds that has data {@code d} and a net {@code n} already. */
    RECIPE,
    /**
     * It is what a training on {@code d} holds, of {@code image} and {@code label} and {@code n}.
     */
    TRAINING,
    /** It is what a layer holds that is applied to {@code x: [B, 8]}. */
    LAYER,
    /** It is Java, and what the method {@code configure} of a plugin holds. */
    CONFIGURE;

    /** As it stands behind the fence. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The blocks of a page, in order.
   *
   * @throws IllegalArgumentException when a page of ours has a fence that says nothing of the above
   */
  public static List<PageFence> of(String markdown) {
    List<PageFence> fences = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(markdown);
    while (blocks.find()) {
      fences.add(fence(blocks.group(1), blocks.group(2)));
    }
    if (markdown.lines().filter(line -> line.startsWith("```")).count() != 2L * fences.size()) {
      throw new IllegalArgumentException("a fence is not closed: " + markdown);
    }
    return fences;
  }

  private static PageFence fence(String info, String text) {
    List<String> words = List.of(info.split(" ", -1));
    Kind kind = value(Kind.class, words.get(0), info);
    Turn turn = Turn.PLAIN;
    Place place = Place.FILE;
    String code = "";
    for (String word : words.subList(1, words.size())) {
      if (CODE.matcher(word).matches()) {
        code = word;
      } else if (word.equals("wrong") || word.equals("mended")) {
        turn = value(Turn.class, word, info);
      } else {
        place = value(Place.class, word, info);
      }
    }
    Kind wanted = place == Place.CONFIGURE ? Kind.JAVA : Kind.NET;
    if (place != Place.FILE && kind != wanted) {
      throw new IllegalArgumentException("that place is for another kind: ```" + info);
    }
    return new PageFence(kind, turn, place, code, text);
  }

  private static <E extends Enum<E>> E value(Class<E> type, String word, String info) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
        return value;
      }
    }
    throw new IllegalArgumentException("there is no fence ```" + info);
  }
}
