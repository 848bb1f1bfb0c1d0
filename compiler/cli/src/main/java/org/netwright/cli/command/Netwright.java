package org.netwright.cli.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    })
public final class Netwright implements Runnable {
  /** In the order in which help shows them. */
  private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("new", NewCommand::new);
    COMMANDS.put("check", CheckCommand::new);
    COMMANDS.put("format", FormatCommand::new);
    COMMANDS.put("test", TestCommand::new);
    COMMANDS.put("summary", SummaryCommand::new);
    COMMANDS.put("graph", GraphCommand::new);
    COMMANDS.put("diff", DiffCommand::new);
    COMMANDS.put("plan", PlanCommand::new);
    COMMANDS.put("explain", ExplainCommand::new);
    COMMANDS.put("train", TrainCommand::new);
    COMMANDS.put("evaluate", EvaluateCommand::new);
    COMMANDS.put("predict", PredictCommand::new);
    COMMANDS.put("docs", DocsCommand::new);
    COMMANDS.put("doctor", DoctorCommand::new);
    COMMANDS.put("lsp", LanguageServerCommand::new);
    COMMANDS.put("plugin", PluginCommand::new);
    COMMANDS.put("help", HelpCommand::new);
  }

  /** The commands that compile a file whatever their options are. */
  private static final Set<String> COMPILING =
      Set.of("check", "test", "summary", "graph", "diff", "plan", "train", "evaluate", "predict");

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
    boolean compiles = Arrays.stream(arguments).anyMatch(COMPILING::contains);
    return run(surroundings, compiles ? PluginFrontEnd.early() : PluginFrontEnd::open, arguments);
  }

  static int run(
      Surroundings surroundings,
      CommandLineSession.FrontEndFactory frontEnds,
      String... arguments) {
    Failures failures = new Failures(surroundings, arguments);
    Netwright root = new Netwright(surroundings, frontEnds);
    CommandLine commandLine = commandLine(root, arguments);
    commandLine
        .setOut(new java.io.PrintWriter(surroundings.out(), true, surroundings.charset()))
        .setErr(new java.io.PrintWriter(surroundings.err(), true, surroundings.charset()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(root.ansi()))
        .setUsageHelpWidth(Math.max(80, Math.min(120, surroundings.columns())))
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

  private static CommandLine commandLine(Netwright root, String... arguments) {
    CommandLine commandLine = new CommandLine(root);
    wanted(arguments).forEach((name, made) -> commandLine.addSubcommand(name, made.get()));
    return commandLine.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * What is wrong with the words of a command line before it would run: an unknown command or
   * option, a value of another type, an argument too many. Nothing when it would run.
   */
  public static Optional<String> misuse(Surroundings surroundings, String... arguments) {
    Netwright root = new Netwright(surroundings, PluginFrontEnd::open);
    try {
      CommandLine.ParseResult read = commandLine(root, arguments).parseArgs(arguments);
      return read.hasSubcommand() || read.isVersionHelpRequested() || read.isUsageHelpRequested()
          ? Optional.empty()
          : Optional.of("a command is missing");
    } catch (CommandLine.ParameterException mistake) {
      return Optional.of(String.valueOf(mistake.getMessage()));
    }
  }

  /**
   * The command that is asked for alone, since each costs a start some milliseconds; all of them
   * when none is, or help.
   */
  private static Map<String, Supplier<Object>> wanted(String... arguments) {
    for (String argument : arguments) {
      Supplier<Object> command = COMMANDS.get(argument);
      if (command != null) {
        return argument.equals("help") ? COMMANDS : Map.of(argument, command);
      }
    }
    return COMMANDS;
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
