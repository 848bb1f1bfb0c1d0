package org.netwright.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.netwright.cli.terminal.Printable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code new}: a project that trains at once. */
@Command(name = "new", description = "Makes a starter project that trains at once.")
final class NewCommand extends NetwrightCommand {
  /** The starter's files and the resources they are made from, in the order they are told. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("netwright.json", "starter/netwright.json");
    FILES.put("clothes.net", "starter/clothes.net");
    FILES.put("README.md", "starter/README.md");
    FILES.put(".gitignore", "starter/gitignore");
  }

  @Parameters(paramLabel = "DIR", description = "the folder to make; it must be new or empty")
  private String directory = "";

  @Override
  Exit run(CommandLineSession session) {
    Path folder = session.path(directory);
    demandEmpty(folder);
    List<String> made = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), starter(file.getValue(), folder));
        made.add(file.getKey());
      }
    } catch (IOException refused) {
      throw CommandFailure.environment(
          "the project cannot be written to " + directory + ": " + refused.getMessage(),
          "choose another folder");
    }
    if (session.isJson()) {
      JsonResult.print(
          session.out(),
          json -> {
            json.writeStringField("project", folder.toString());
            json.writeFieldName("files");
            json.writeArray(made.toArray(String[]::new), 0, made.size());
          });
    } else {
      String shown = Printable.line(directory);
      session.print(
          List.of(
              "made " + shown + " with " + String.join(", ", made),
              "next: cd " + shown + " && netwright train clothes.net"));
    }
    return Exit.OK;
  }

  private void demandEmpty(Path folder) {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        if (files.findAny().isEmpty()) {
          return;
        }
      } catch (IOException unreadable) {
        throw CommandFailure.environment(
            directory + " cannot be read: " + unreadable.getMessage(), "choose another folder");
      }
    }
    if (Files.exists(folder)) {
      throw CommandFailure.usage(
          directory + " is not empty, and nothing in it is overwritten",
          "name a folder that is new or empty");
    }
  }

  private static String starter(String resource, Path folder) {
    try (InputStream in = NewCommand.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the jar holds " + resource);
      }
      Path name = folder.toAbsolutePath().normalize().getFileName();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{name}", name == null ? "project" : projectName(name.toString()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the jar of the command line can be read", unreadable);
    }
  }

  /** A folder's name without what would end a JSON string or a heading. */
  private static String projectName(String folder) {
    return folder.replaceAll("[^\\p{L}\\p{N} ._-]", "_");
  }
}
