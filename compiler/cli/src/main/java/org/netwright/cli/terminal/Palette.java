package org.netwright.cli.terminal;

/** The few colours of the command line, or none of them. */
public enum Palette {
  PLAIN {
    @Override
    public String paint(Ink ink, String text) {
      return text;
    }
  },
  COLORED {
    @Override
    public String paint(Ink ink, String text) {
      return text.isEmpty() || ink.code.isEmpty()
          ? text
          : "\u001b[" + ink.code + "m" + text + "\u001b[0m";
    }
  };

  /** What a piece of text is; how it looks follows from that. */
  public enum Ink {
    ERROR("1;31"),
    WARNING("1;33"),
    HINT("1;36"),
    PLACE("1"),
    MARGIN("2"),
    RELATED("34"),
    GOOD("32"),
    TITLE("1"),
    KEYWORD("35"),
    BUILT("34"),
    NUMBER("36"),
    STRING("32"),
    TEXT("");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  public abstract String paint(Ink ink, String text);

  /** The palette for one stream. */
  public static Palette of(ColorMode mode, Surroundings surroundings, boolean terminal) {
    return switch (mode) {
      case ALWAYS -> COLORED;
      case NEVER -> PLAIN;
      case AUTO ->
          terminal
                  && surroundings.variable("NO_COLOR").isEmpty()
                  && !surroundings.variable("TERM").equals("dumb")
              ? COLORED
              : PLAIN;
    };
  }
}
