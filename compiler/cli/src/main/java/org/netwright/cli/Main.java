package org.netwright.cli;

import org.netwright.cli.command.Netwright;
import org.netwright.cli.terminal.Surroundings;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;

/** Runs {@code netwright}, on the stack of the compiler: commands walk what it has read. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        CompilerStack.on(Limits.DEFAULT, () -> Netwright.run(Surroundings.ofProcess(), arguments)));
  }
}
