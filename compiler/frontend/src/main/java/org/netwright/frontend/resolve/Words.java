package org.netwright.frontend.resolve;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netwright.spi.type.ElementType;

/** Names that the language itself gives a meaning, where nothing declared has them. */
public final class Words {
  /** Constructs with a block that look like calls. */
  public static final Set<String> CONSTRUCTS = Set.of("slice", "adapt", "binarize", "remat");

  /** Those of them that transform contractions (definitions C7). */
  public static final Set<String> TRANSFORMS = Set.of("adapt", "binarize");

  /** What checks may ask (definitions C27). */
  public static final Set<String> CHECKS =
      Set.of("params", "macs", "binary_ops", "memory", "paths", "equal", "trains", "close");

  /** Those that take a term over parameters behind what they are asked of. */
  public static final Set<String> TAKE_TERMS = Set.of("params", "paths", "parameters");

  /** Stages of a data pipe (definitions C14). */
  public static final Set<String> DATA_OPERATORS =
      Set.of(
          "shuffle",
          "repeated",
          "batch",
          "unbatch",
          "group",
          "join",
          "take",
          "part",
          "weighted",
          "cache",
          "batch_by_tokens");

  /** Roles and storage of parameters (definitions C6). */
  public static final Set<String> ROLES =
      Set.of("kernel", "bias", "gain", "shift", "threshold", "embedding", "position");

  public static final Set<String> STORAGE = Set.of("real", "latent", "binary");

  private static final Set<String> OTHERS =
      Set.of(
          "now",
          "training",
          "gradient",
          "parameters",
          "switch",
          "at_most",
          "ema",
          "copy",
          "best",
          "last",
          "Real");

  private static final Set<String> ELEMENTS =
      Stream.of(ElementType.values())
          .filter(ElementType::isWritten)
          .map(ElementType::toString)
          .collect(Collectors.toSet());

  private Words() {}

  public static boolean isBuiltIn(String word) {
    return CONSTRUCTS.contains(word)
        || CHECKS.contains(word)
        || DATA_OPERATORS.contains(word)
        || OTHERS.contains(word)
        || ELEMENTS.contains(word);
  }

  /** Whether a name begins with a capital: it builds something that may own parameters. */
  public static boolean isUpperCamel(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.charAt(0));
  }

  /**
   * {@code LayerNorm} to {@code layer_norm}; {@code _} only before a capital behind a small one.
   */
  public static String snake(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        char before = name.charAt(i - 1);
        if (Character.isLowerCase(before) || Character.isDigit(before)) {
          text.append('_');
        }
      }
      text.append(c);
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
