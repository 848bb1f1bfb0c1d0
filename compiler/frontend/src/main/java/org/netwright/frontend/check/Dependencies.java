package org.netwright.frontend.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  private final IdentityHashMap<Declaration, Set<String>> before;
  private final IdentityHashMap<Declaration, Set<String>> names = new IdentityHashMap<>();

  /**
   * @param before the names of declarations that were looked at earlier
   */
  Dependencies(IdentityHashMap<Declaration, Set<String>> before) {
    this.before = before;
  }

  IdentityHashMap<Declaration, Set<String>> names() {
    return names;
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
      Set<String> words = namesIn(next.declaration());
      for (NameSpace space : spaces(next.space(), words)) {
        for (String name : words) {
          Optional<Symbol> symbol = space == next.space() ? space.find(name) : space.declared(name);
          grounds.add(symbol.<Object>map(Symbol::declaration).orElse(NOTHING));
          symbol
              .filter(s -> s.unit().kind() == Unit.Kind.PROJECT)
              .filter(s -> seen.put(s.declaration(), true) == null)
              .ifPresent(s -> open.add(new Open(s.declaration(), program.space(s.unit()))));
        }
      }
    }
    return grounds;
  }

  /** A unit and those that it uses as a whole, in {@code nn.Linear}. */
  private static List<NameSpace> spaces(NameSpace own, Set<String> words) {
    List<NameSpace> spaces = new ArrayList<>(List.of(own));
    words.forEach(word -> own.used(word).ifPresent(spaces::add));
    return spaces;
  }

  private Set<String> namesIn(Declaration declaration) {
    return names.computeIfAbsent(
        declaration,
        d -> {
          Set<String> known = before.get(d);
          return known == null ? collected(d) : known;
        });
  }

  private static Set<String> collected(Declaration declaration) {
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
