package org.netwright.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.netwright.cli.manual.ManualSite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code docs}: the manual as pages that need no server. */
@Command(
    name = "docs",
    description = {
      "Writes the manual: the language, the standard library, every loaded plugin, all diagnostics.",
      "Open index.html in a browser; it needs neither a server nor a network."
    })
final class DocsCommand extends NetwrightCommand {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "the folder to write into")
  private String out = "";

  @Override
  Exit run(CommandLineSession session) {
    Path folder = session.path(out);
    Map<String, String> files = ManualSite.of(session.frontEnd().library(), Version.number());
    try {
      ManualSite.write(folder, files);
    } catch (IOException refused) {
      throw CommandFailure.environment(
          "the manual cannot be written into " + session.shown(folder) + ": " + refused,
          "name a folder that you may write to");
    }
    String index = session.shown(folder.resolve("index.html"));
    if (session.isJson()) {
      JsonResult.print(
          session.out(),
          json -> {
            json.writeStringField("index", index);
            json.writeNumberField("files", files.size());
          });
    } else {
      session.print(java.util.List.of(index));
    }
    return Exit.OK;
  }
}
