package org.netwright.samples.fuzz;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs that almost work: a real one in which a few words were changed for words of the
 * language. A random text rarely gets past the parser; these reach the checker.
 */
final class MutatedPrograms {
  private static final Pattern WORD =
      Pattern.compile("\\w+|[^\\S\\n]+|\\n|\\*\\*|\\|>|//|\\.\\.|.");
  private static final int MOST_CHANGES = 8;

  private final List<List<String>> programs = new ArrayList<>();
  private final List<String> words;

  /** Takes the `.net` files directly in some folders as a start. */
  MutatedPrograms(List<Path> folders) {
    Set<String> all = new LinkedHashSet<>();
    for (Path folder : folders) {
      for (String text : texts(folder)) {
        List<String> split = split(text);
        programs.add(split);
        all.addAll(split);
      }
    }
    words = List.copyOf(all);
  }

  /** The next text: an own one, or a program with up to eight changes. */
  String next(FuzzedDataProvider data) {
    if (data.consumeInt(0, 7) == 0) {
      return data.consumeRemainingAsString();
    }
    List<String> text = new ArrayList<>(data.pickValue(programs));
    int changes = data.consumeInt(0, MOST_CHANGES);
    for (int i = 0; i < changes && !text.isEmpty(); i++) {
      change(text, data);
    }
    return String.join("", text);
  }

  private void change(List<String> text, FuzzedDataProvider data) {
    int at = data.consumeInt(0, text.size() - 1);
    switch (data.consumeInt(0, 5)) {
      case 0 -> text.remove(at);
      case 1 -> text.set(at, data.pickValue(words));
      case 2 -> text.add(at, data.pickValue(words));
      case 3 -> text.set(at, Long.toString(data.consumeLong()));
      case 4 -> text.set(at, text.get(data.consumeInt(0, text.size() - 1)));
      default -> {
        int end = Math.min(text.size(), at + data.consumeInt(1, 40));
        text.addAll(at, List.copyOf(text.subList(at, end)));
      }
    }
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  private static List<String> texts(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> texts = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".net")).sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
