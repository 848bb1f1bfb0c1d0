package org.netwright.frontend.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.resolve.NameSpace;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Unit;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;

/** All that the check of a declaration stands on: what its names mean, and theirs, to the end. */
final class Dependencies {
  private static final Object NOTHING = new Object();
  private static final Object WHOLE = new Object();

  private final IdentityHashMap<Declaration, Meanings> before;
  private final IdentityHashMap<Declaration, Meanings> meanings = new IdentityHashMap<>();
  private final IdentityHashMap<Declaration, List<Open>> further = new IdentityHashMap<>();

  private Dependencies(IdentityHashMap<Declaration, Meanings> before) {
    this.before = before;
  }

  static Dependencies none() {
    return new Dependencies(new IdentityHashMap<>());
  }

  /** For the next state of the program; what has not changed stays one object. */
  Dependencies next() {
    return new Dependencies(meanings);
  }

  /** What the words of one declaration mean: the declarations, in the order of the words. */
  private record Meanings(Set<String> words, List<Object> declarations) {
    boolean isSame(List<Object> others) {
      boolean same = declarations.size() == others.size();
      for (int i = 0; same && i < others.size(); i++) {
        same = declarations.get(i) == others.get(i);
      }
      return same;
    }
  }

  /** A declaration whose names are looked up in its unit. */
  private record Open(Declaration declaration, NameSpace space) {}

  /**
   * In an order that the text decides: two lists of the same objects mean that nothing has changed.
   */
  List<Object> of(ResolvedProgram program, Declaration root) {
    List<Object> grounds = new ArrayList<>();
    // With names that mean nothing some of the work is left out.
    grounds.add(program.hasErrors() ? NOTHING : WHOLE);
    IdentityHashMap<Declaration, Boolean> seen = new IdentityHashMap<>();
    Deque<Open> open = new ArrayDeque<>();
    open.add(new Open(root, program.mainSpace()));
    seen.put(root, true);
    while (!open.isEmpty()) {
      Open next = open.remove();
      grounds.add(next.declaration());
      grounds.add(meanings(next, program));
      for (Open each : further.getOrDefault(next.declaration(), List.of())) {
        if (seen.put(each.declaration(), true) == null) {
          open.add(each);
        }
      }
    }
    return grounds;
  }

  private Meanings meanings(Open of, ResolvedProgram program) {
    Meanings known = meanings.get(of.declaration());
    if (known != null) {
      return known;
    }
    @Nullable Meanings last = before.get(of.declaration());
    Set<String> words = last == null ? words(of.declaration()) : last.words();
    List<Object> declarations = new ArrayList<>();
    List<Open> project = new ArrayList<>();
    for (NameSpace space : spaces(of.space(), words)) {
      for (String name : words) {
        Optional<Symbol> symbol = space == of.space() ? space.find(name) : space.declared(name);
        declarations.add(symbol.<Object>map(Symbol::declaration).orElse(NOTHING));
        symbol
            .filter(s -> s.unit().kind() == Unit.Kind.PROJECT)
            .ifPresent(s -> project.add(new Open(s.declaration(), program.space(s.unit()))));
      }
    }
    Meanings now =
        last != null && last.isSame(declarations) ? last : new Meanings(words, declarations);
    meanings.put(of.declaration(), now);
    further.put(of.declaration(), project);
    return now;
  }

  /** A unit and those that it uses as a whole, in {@code nn.Linear}. */
  private static List<NameSpace> spaces(NameSpace own, Set<String> words) {
    List<NameSpace> spaces = new ArrayList<>(List.of(own));
    words.forEach(word -> own.used(word).ifPresent(spaces::add));
    return spaces;
  }

  private static Set<String> words(Declaration declaration) {
    Set<String> found = new TreeSet<>();
    Children.walk(
        declaration,
        node -> {
          if (node instanceof Name name) {
            found.add(name.text());
          }
        });
    return found;
  }
}
