package org.netwright.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the grammar to being unambiguous, and readable with SLL prediction alone. */
class GrammarTest {
  private static final Path ACCEPTED = Path.of("src/test/resources/accept");

  static Stream<Path> programs() throws IOException {
    try (Stream<Path> files = Files.list(ACCEPTED)) {
      return files.filter(file -> file.toString().endsWith(".net")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void everyProgramIsReadWithoutAmbiguityOrFullContext(Path program) throws IOException {
    Notes notes = new Notes();
    NetParser exact = parser(Files.readString(program), notes);
    exact.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
    exact.file();
    assertThat(notes.all).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void sllGivesTheTreeOfLl(Path program) throws IOException {
    String text = Files.readString(program);
    assertThat(tree(text, PredictionMode.SLL)).isEqualTo(tree(text, PredictionMode.LL));
  }

  @Test
  void theProgramsAreThere() throws IOException {
    assertThat(programs()).hasSizeGreaterThanOrEqualTo(31);
  }

  /** An ambiguous text would not be noticed if the listener were deaf. */
  @Test
  void aMistakeIsNoted() {
    Notes notes = new Notes();
    parser("layer layer", notes).file();
    assertThat(notes.all).isNotEmpty();
  }

  private static String tree(String text, PredictionMode mode) {
    NetParser parser = parser(text, new Notes());
    parser.getInterpreter().setPredictionMode(mode);
    return parser.file().toStringTree(parser);
  }

  private static NetParser parser(String text, Notes notes) {
    NetLexer lexer = new NetLexer(CharStreams.fromString(text));
    NetParser parser = new NetParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    parser.addErrorListener(notes);
    return parser;
  }

  /** Everything that ANTLR has to say about one reading. */
  private static final class Notes extends BaseErrorListener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object token,
        int line,
        int column,
        String message,
        RecognitionException e) {
      all.add("error " + line + ":" + column + " " + message);
    }

    @Override
    public void reportAmbiguity(
        Parser parser, DFA dfa, int from, int to, boolean exact, BitSet ways, ATNConfigSet set) {
      note("ambiguity", parser, dfa, from);
    }

    @Override
    public void reportAttemptingFullContext(
        Parser parser, DFA dfa, int from, int to, BitSet ways, ATNConfigSet set) {
      note("full context", parser, dfa, from);
    }

    @Override
    public void reportContextSensitivity(
        Parser parser, DFA dfa, int from, int to, int way, ATNConfigSet set) {
      note("context sensitivity", parser, dfa, from);
    }

    private void note(String what, Parser parser, DFA dfa, int from) {
      String rule = parser.getRuleNames()[dfa.atnStartState.ruleIndex];
      all.add(what + " in " + rule + " at " + parser.getTokenStream().get(from));
    }
  }
}
