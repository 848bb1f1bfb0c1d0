package org.netwright.cli.command;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.netwright.spi.diagnostic.DiagnosticException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command: opens the session, does its work, and shows what was found on the way.
 *
 * <p>Of the failures it handles those that lie in the user's files; the others are {@link
 * Failures}'.
 */
@Command(
    sortOptions = false,
    mixinStandardHelpOptions = true,
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    versionProvider = Version.class)
abstract class NetwrightCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  /** The command's work; the exit code unless a diagnostic asks for a graver one. */
  abstract Exit run(CommandLineSession session);

  @Override
  public final Integer call() {
    Netwright root = root();
    try (CommandLineSession session = root.session()) {
      Exit exit = attempt(session);
      Exit found = session.log().exit(session.isStrict());
      return (exit == Exit.OK ? found : exit).code();
    }
  }

  private Exit attempt(CommandLineSession session) {
    Exit exit = Exit.OK;
    try {
      exit = run(session);
    } catch (DiagnosticException mistakes) {
      session.log().add(mistakes.diagnostics(), java.util.Map.of());
    }
    if (!diagnosticsAreTheResult(session)) {
      session.showDiagnostics();
    }
    return exit;
  }

  /** Whether the command has written the diagnostics to stdout itself. */
  boolean diagnosticsAreTheResult(CommandLineSession session) {
    return false;
  }

  private Netwright root() {
    CommandSpec own = spec;
    if (own != null && own.root().userObject() instanceof Netwright root) {
      return root;
    }
    throw new IllegalStateException("a command stands below the root command");
  }
}
