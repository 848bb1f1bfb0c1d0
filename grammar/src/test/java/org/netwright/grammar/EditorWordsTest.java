package org.netwright.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Vocabulary;
import org.junit.jupiter.api.Test;

/**
 * The files that colour texts in editors know the words of the lexer, all of them and no others.
 */
class EditorWordsTest {
  private static final Path EDITORS = Path.of("../compiler");
  private static final Pattern WORD = Pattern.compile("[a-z]+");

  private static Set<String> ofTheLexer() {
    Set<String> words = new TreeSet<>();
    Vocabulary vocabulary = NetLexer.VOCABULARY;
    for (int type = 1; type <= vocabulary.getMaxTokenType(); type++) {
      String literal = vocabulary.getLiteralName(type);
      if (literal != null && WORD.matcher(literal.replace("'", "")).matches()) {
        words.add(literal.replace("'", ""));
      }
    }
    return words;
  }

  /** The words in all that a pattern finds in a file. */
  private static Set<String> of(String file, String pattern) throws IOException {
    Set<String> words = new TreeSet<>();
    Matcher lists = Pattern.compile(pattern).matcher(Files.readString(EDITORS.resolve(file)));
    while (lists.find()) {
      Matcher word = WORD.matcher(lists.group(1));
      while (word.find()) {
        words.add(word.group());
      }
    }
    return words;
  }

  @Test
  void theLexerHasWords() {
    assertThat(ofTheLexer()).contains("layer", "let", "if", "bits").hasSizeGreaterThan(50);
  }

  @Test
  void theTextMateGrammarKnowsThem() throws IOException {
    assertThat(of("vscode/syntaxes/netwright.tmLanguage.json", "\\(([a-z]+(?:\\|[a-z]+){3,})\\)"))
        .isEqualTo(ofTheLexer());
  }

  @Test
  void vimKnowsThem() throws IOException {
    assertThat(of("editors/vim/syntax/net.vim", "(?m)^syntax keyword net[A-Za-z]+ (.*)$"))
        .isEqualTo(ofTheLexer());
  }

  @Test
  void emacsKnowsThem() throws IOException {
    assertThat(of("editors/emacs/net-mode.el", "\\(defconst net-[a-z]+-words\\s+'\\(([^)]*)\\)"))
        .isEqualTo(ofTheLexer());
  }
}
