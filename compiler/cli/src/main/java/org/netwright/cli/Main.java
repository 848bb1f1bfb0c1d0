package org.netwright.cli;

import org.netwright.cli.command.Netwright;
import org.netwright.cli.terminal.Surroundings;

/** Runs {@code netwright}. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Netwright.run(Surroundings.ofProcess(), arguments));
  }
}
