package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.resolve.NameSpace;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Selector;
import org.netwright.spi.source.Span;

/** Where in a project a name is used that means one thing. */
final class Uses {
  private final List<LiveFile> files;

  /**
   * @param files those of the project that are open, and what they import
   */
  Uses(List<LiveFile> files) {
    this.files = files;
  }

  /**
   * A use, its place that of the file now.
   *
   * @param field whether it also names the field of a record that it is bound to
   */
  record Use(Name name, Span place, boolean field) {}

  List<Use> of(Cursor.Meaning meaning) {
    List<Use> uses = new ArrayList<>();
    for (LiveFile file : files) {
      List<Name> names = new ArrayList<>();
      if (meaning.symbol().isPresent() && meaning.parameter().isEmpty()) {
        names.addAll(file.names().uses(meaning.symbol().get()));
        head(file, meaning.symbol().get()).ifPresent(names::add);
      } else {
        names.addAll(file.names().uses(meaning.definition()));
        names.addAll(arguments(file, meaning.definition()));
      }
      for (Name name : names) {
        Span place = file.place(name.span());
        if (place.exists() && uses.stream().noneMatch(use -> use.place().equals(place))) {
          uses.add(new Use(name, place, isField(file, name)));
        }
      }
    }
    return uses;
  }

  private static Optional<Name> head(LiveFile file, Symbol symbol) {
    return file.program().spaces().stream()
        .filter(space -> space.unit().isProject())
        .filter(space -> space.declared().stream().anyMatch(s -> isSame(s, symbol)))
        .findFirst()
        .map(space -> new Name(symbol.name(), symbol.place()));
  }

  private static boolean isSame(Symbol one, Symbol other) {
    return one.declaration() == other.declaration();
  }

  /** The named arguments that fill a parameter. */
  private static List<Name> arguments(LiveFile file, Span parameter) {
    List<Name> found = new ArrayList<>();
    walk(
        file,
        node -> {
          if (node instanceof Expression.Call call) {
            Optional<Callee> callee = Callee.of(call, file.names());
            for (Expression.Argument argument : call.arguments()) {
              argument
                  .name()
                  .filter(
                      name ->
                          callee
                              .flatMap(c -> c.parameter(name.text()))
                              .filter(p -> p.name().span().equals(parameter))
                              .isPresent())
                  .ifPresent(found::add);
            }
          }
        });
    return found;
  }

  private static void walk(LiveFile file, java.util.function.Consumer<Node> visit) {
    for (NameSpace space : file.program().spaces()) {
      if (space.unit().isProject()) {
        Children.walk(space.unit().tree(), visit);
      }
    }
  }

  private static boolean isField(LiveFile file, Name name) {
    boolean[] field = new boolean[1];
    walk(
        file,
        node -> {
          if (node instanceof Pattern.Item item
              && item.alias().isEmpty()
              && item.pattern() instanceof Pattern.Whole whole
              && whole.name() == name) {
            field[0] = file.recordings().isBoundByName(item);
          }
        });
    return field[0];
  }

  /** The first place where a word is a part of a path, which no renaming could follow. */
  Optional<Span> inPath(String word) {
    List<Span> found = new ArrayList<>();
    for (LiveFile file : files) {
      walk(
          file,
          node -> {
            if (node instanceof Selector.Segment segment
                && segment.word().filter(w -> w.text().equals(word)).isPresent()
                && segment.word().flatMap(file.names()::local).isEmpty()) {
              found.add(file.place(segment.span()));
            } else if (node instanceof Expression.Member member
                && member.name().text().equals(word)) {
              found.add(file.place(member.name().span()));
            }
          });
    }
    return found.stream().filter(Span::exists).findFirst();
  }
}
