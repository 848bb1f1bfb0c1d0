package org.netwright.cli.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.EngineFault;
import org.netwright.engine.fault.PluginFault;
import org.netwright.engine.fault.TrainingStopped;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.EnvironmentFault;
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
    Exit exit;
    try {
      demandFormat(session);
      exit = run(session);
    } catch (DiagnosticException mistakes) {
      exit = Exit.OK;
      session.log().add(mistakes.diagnostics(), Map.of());
    } catch (EngineFault fault) {
      exit = exit(fault);
      session.log().add(List.of(fault.diagnostic()), Map.of());
    } catch (EnvironmentFault fault) {
      exit = Exit.ENVIRONMENT;
      session.log().add(List.of(fault.diagnostic()), Map.of());
    } catch (OutOfMemoryError full) {
      throw CommandFailure.environment(
          "Java's memory is full: " + full.getMessage(),
          "give it more, such as NETWRIGHT_JAVA_OPTIONS=-Xmx8g");
    } catch (StackOverflowError | LinkageError | AssertionError broken) {
      throw new IllegalStateException("a promise of the compiler is broken: " + broken, broken);
    }
    if (!diagnosticsAreTheResult(session)) {
      session.showDiagnostics();
    }
    return exit;
  }

  private static Exit exit(EngineFault fault) {
    if (fault instanceof TrainingStopped) {
      return Exit.STOPPED;
    }
    return fault instanceof PluginFault ? Exit.PLUGIN : Exit.ENVIRONMENT;
  }

  /** Whether the command has written the diagnostics to stdout itself. */
  boolean diagnosticsAreTheResult(CommandLineSession session) {
    return false;
  }

  /** Whether the command has a form in SARIF: its result is diagnostics. */
  boolean writesSarif() {
    return false;
  }

  private void demandFormat(CommandLineSession session) {
    if (session.isSarif() && !writesSarif()) {
      throw CommandFailure.usage(
          "only `check` writes SARIF", "use `--format text` or `--format json`");
    }
  }

  private Netwright root() {
    CommandSpec own = spec;
    if (own != null && own.root().userObject() instanceof Netwright root) {
      return root;
    }
    throw new IllegalStateException("a command stands below the root command");
  }
}
