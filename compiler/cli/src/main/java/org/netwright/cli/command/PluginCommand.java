package org.netwright.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.terminal.Printable;
import org.netwright.cli.terminal.Table;
import org.netwright.cli.terminal.Table.Column;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code plugin}: what extends the language. */
@Command(
    name = "plugin",
    description = "Shows the plugins.",
    mixinStandardHelpOptions = true,
    subcommands = PluginCommand.ListCommand.class)
final class PluginCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandSpec own = java.util.Objects.requireNonNull(spec, "picocli sets the spec");
    throw new CommandLine.ParameterException(
        own.commandLine(), "what to do with plugins is missing: list");
  }

  /** {@code plugin list}: the plugins that are loaded, and what they define. */
  @Command(name = "list", description = "Lists the loaded plugins and what they define.")
  static final class ListCommand extends NetwrightCommand {
    @Override
    Exit run(CommandLineSession session) {
      List<FrontEnd.Plugin> plugins = session.frontEnd().plugins();
      if (session.isJson()) {
        JsonResult.print(
            session.out(),
            json -> {
              json.writeArrayFieldStart("plugins");
              for (FrontEnd.Plugin plugin : plugins) {
                json.writeStartObject();
                json.writeStringField("name", plugin.name());
                json.writeStringField("version", plugin.version());
                json.writeStringField("origin", plugin.origin().toString());
                json.writeFieldName("definitions");
                json.writeArray(
                    plugin.definitions().toArray(String[]::new), 0, plugin.definitions().size());
                json.writeEndObject();
              }
              json.writeEndArray();
            });
        return Exit.OK;
      }
      Table table =
          new Table(
              Column.words("plugin"),
              Column.words("version"),
              Column.numbers("definitions"),
              Column.words("from"));
      for (FrontEnd.Plugin plugin : plugins) {
        table.row(
            Printable.line(plugin.name()),
            Printable.line(plugin.version()),
            String.valueOf(plugin.definitions().size()),
            Printable.line(plugin.origin().toString()));
      }
      session.print(plugins.isEmpty() ? List.of("no plugins") : table.lines());
      for (FrontEnd.Plugin plugin : plugins) {
        session.detail(plugin.name() + ": " + String.join(", ", plugin.definitions()));
      }
      return Exit.OK;
    }
  }
}
