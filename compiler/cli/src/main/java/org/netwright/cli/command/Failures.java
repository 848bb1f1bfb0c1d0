package org.netwright.cli.command;

import java.util.List;
import java.util.Optional;
import org.netwright.cli.terminal.Printable;
import org.netwright.cli.terminal.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person reads, and the exit code, when a command cannot do its work. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final Surroundings surroundings;
  private final List<String> arguments;

  Failures(Surroundings surroundings, String... arguments) {
    this.surroundings = surroundings;
    this.arguments = List.of(arguments);
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] ignored) {
    CommandLine command = mistake.getCommandLine();
    String usage = "`" + command.getCommandSpec().qualifiedName() + " --help` shows the usage";
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      List<String> meant = unmatched.getSuggestions();
      return report(
          Exit.USAGE,
          unmatched(unmatched, command),
          Optional.of(
              meant.isEmpty() ? usage : "did you mean " + String.join(" or ", meant) + "?"));
    }
    String sentence = decapitalized(String.valueOf(mistake.getMessage()));
    return report(Exit.USAGE, sentence, Optional.of(usage));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof CommandFailure expected) {
      return report(expected.exit(), String.valueOf(expected.getMessage()), expected.hint());
    }
    return bug(failure);
  }

  private static String unmatched(UnmatchedArgumentException mistake, CommandLine command) {
    String word = mistake.getUnmatched().get(0);
    if (word.startsWith("-")) {
      return command.getCommandSpec().qualifiedName() + " has no option " + word;
    }
    return command.getSubcommands().isEmpty()
        ? "there is one word too many: " + word
        : "there is no command " + word;
  }

  int usage(String sentence) {
    return report(Exit.USAGE, sentence, Optional.empty());
  }

  private int report(Exit exit, String sentence, Optional<String> hint) {
    say("error: " + sentence);
    hint.ifPresent(way -> say("hint: " + way));
    return exit.code();
  }

  private int bug(Exception failure) {
    say("error: this is a bug of netwright, not of your files");
    say("       " + failure);
    CrashReport.write(failure, arguments, surroundings)
        .ifPresentOrElse(
            file -> say("hint: please send us the report in " + file),
            () -> failure.printStackTrace(surroundings.err()));
    surroundings.err().flush();
    return Exit.BUG.code();
  }

  private void say(String sentence) {
    sentence.lines().forEach(line -> surroundings.err().println(Printable.line(line)));
    surroundings.err().flush();
  }

  private static String decapitalized(String sentence) {
    boolean word =
        sentence.length() > 1
            && Character.isUpperCase(sentence.charAt(0))
            && Character.isLowerCase(sentence.charAt(1));
    return word ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
  }
}
