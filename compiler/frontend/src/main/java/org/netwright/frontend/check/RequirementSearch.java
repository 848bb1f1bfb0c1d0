package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.resolve.Symbol;

/**
 * For which sizes the declarations of a file hold, worked out one by one. Nothing else depends on
 * it, so a second thread may begin while the file is checked; who asks for the answers helps it.
 */
final class RequirementSearch {
  private final List<Symbol> symbols;
  private final Function<Symbol, Optional<SizeRequirement>> requirement;
  private final List<CompletableFuture<Optional<SizeRequirement>>> answers = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean dropped;

  RequirementSearch(List<Symbol> symbols, Function<Symbol, Optional<SizeRequirement>> requirement) {
    this.symbols = List.copyOf(symbols);
    this.requirement = requirement;
    symbols.forEach(symbol -> answers.add(new CompletableFuture<>()));
  }

  /** Begins on a thread of its own. */
  void begin(Limits limits) {
    Thread thread = CompilerStack.thread(this::work, "sizes", limits);
    thread.setDaemon(true);
    thread.start();
  }

  /** Nobody will ask for what is still open. */
  void giveUp() {
    dropped = true;
  }

  /** All answers, in the order of the symbols. */
  List<SizeRequirement> all() {
    work();
    List<SizeRequirement> found = new ArrayList<>();
    for (CompletableFuture<Optional<SizeRequirement>> answer : answers) {
      try {
        answer.join().ifPresent(found::add);
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof RuntimeException cause) {
          throw cause;
        } else if (failed.getCause() instanceof Error cause) {
          throw cause;
        }
        throw failed;
      }
    }
    return found;
  }

  private void work() {
    for (int i = next.getAndIncrement();
        i < symbols.size() && !dropped;
        i = next.getAndIncrement()) {
      try {
        answers.get(i).complete(requirement.apply(symbols.get(i)));
      } catch (RuntimeException | Error thrown) {
        answers.get(i).completeExceptionally(thrown);
      }
    }
  }
}
