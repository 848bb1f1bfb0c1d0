package org.netwright.cli.command;

import java.nio.file.Path;
import java.util.Map;
import org.netwright.cli.language.NetwrightLanguageServer;
import picocli.CommandLine.Command;

/** {@code lsp}: the language server on standard input and output. */
@Command(
    name = "lsp",
    description = "The language server on standard input and output, started by editors.")
final class LanguageServerCommand extends NetwrightCommand {
  @Override
  Exit run(CommandLineSession session) {
    boolean ended =
        NetwrightLanguageServer.serve(
            session.frontEnd().catalog(),
            cache(session.surroundings().environment()),
            System.in,
            session.out());
    return ended ? Exit.OK : Exit.FINDINGS;
  }

  /** Where texts of the library are written for the editor: a folder for each version. */
  private static Path cache(Map<String, String> environment) {
    String own = environment.get("NETWRIGHT_CACHE");
    String shared = environment.get("XDG_CACHE_HOME");
    Path folder =
        own != null && !own.isEmpty()
            ? Path.of(own)
            : shared != null && !shared.isEmpty()
                ? Path.of(shared, "netwright")
                : Path.of(System.getProperty("user.home"), ".cache", "netwright");
    return folder.resolve("library").resolve(Version.number());
  }
}
