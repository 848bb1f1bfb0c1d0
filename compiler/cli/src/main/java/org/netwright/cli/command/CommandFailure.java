package org.netwright.cli.command;

import java.util.Optional;

/** Ends a command for a reason that lies in no file: one sentence, and a way out. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Exit exit;
  private final transient Optional<String> hint;

  CommandFailure(Exit exit, String message, Optional<String> hint) {
    super(message);
    this.exit = exit;
    this.hint = hint;
  }

  static CommandFailure usage(String message, String hint) {
    return new CommandFailure(Exit.USAGE, message, Optional.of(hint));
  }

  static CommandFailure environment(String message, String hint) {
    return new CommandFailure(Exit.ENVIRONMENT, message, Optional.of(hint));
  }

  Exit exit() {
    return exit;
  }

  Optional<String> hint() {
    return hint;
  }
}
