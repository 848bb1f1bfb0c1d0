package org.netwright.cli.command;

import org.jspecify.annotations.Nullable;
import org.netwright.cli.project.Settings;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code netwright}: holds the global options and finds the command that was asked for.
 */
@Command(
    name = "netwright",
    description = "Describes, checks, trains and runs neural networks written in the Net language.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    synopsisHeading = "Usage: ",
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Exit codes: 0 ok, 1 findings in your files, 2 wrong usage, 3 environment,",
      "4 plugin, 5 training stopped, 70 a bug of ours, 130 interrupted and saved.",
    },
    subcommands = {
      NewCommand.class,
      CheckCommand.class,
      TestCommand.class,
      SummaryCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      PredictCommand.class,
      DoctorCommand.class,
      PluginCommand.class,
      HelpCommand.class,
    })
public final class Netwright implements Runnable {
  private final Surroundings surroundings;
  private final CommandLineSession.FrontEndFactory frontEnds;

  @Mixin private GlobalOptions options = new GlobalOptions();
  @Spec private @Nullable CommandSpec spec;

  private Netwright(Surroundings surroundings, CommandLineSession.FrontEndFactory frontEnds) {
    this.surroundings = surroundings;
    this.frontEnds = frontEnds;
  }

  /** Runs a command line and answers its exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    return run(surroundings, PluginFrontEnd::open, arguments);
  }

  static int run(
      Surroundings surroundings,
      CommandLineSession.FrontEndFactory frontEnds,
      String... arguments) {
    Failures failures = new Failures(surroundings, arguments);
    Netwright root = new Netwright(surroundings, frontEnds);
    CommandLine commandLine = new CommandLine(root);
    commandLine
        .setOut(new java.io.PrintWriter(surroundings.out(), true, surroundings.charset()))
        .setErr(new java.io.PrintWriter(surroundings.err(), true, surroundings.charset()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(root.ansi()))
        .setUsageHelpWidth(Math.max(80, Math.min(120, surroundings.columns())))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
    try {
      return Settings.mistake(surroundings.environment())
          .map(failures::usage)
          .orElseGet(() -> commandLine.execute(arguments));
    } finally {
      surroundings.out().flush();
      surroundings.err().flush();
    }
  }

  private Ansi ansi() {
    Palette palette =
        Palette.of(
            org.netwright.cli.terminal.ColorMode.AUTO, surroundings, surroundings.outIsTerminal());
    return palette == Palette.COLORED ? Ansi.ON : Ansi.OFF;
  }

  CommandLineSession session() {
    return new CommandLineSession(surroundings, options.flags(), frontEnds);
  }

  /** Without a command: what there is to ask for. */
  @Override
  public void run() {
    CommandSpec own = java.util.Objects.requireNonNull(spec, "picocli sets the spec");
    throw new CommandLine.ParameterException(own.commandLine(), "a command is missing");
  }
}
