package org.netwright.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Everything a command sees of the process around it, so that a test can stand in for a process.
 *
 * @param out where the result goes, and nothing else
 * @param err where diagnostics, progress and logs go
 * @param charset what the terminal reads; JSON is UTF-8 whatever it says
 * @param environment the environment variables
 * @param directory where relative paths start
 * @param outIsTerminal whether a person reads {@code out}
 * @param errIsTerminal whether a person reads {@code err}
 * @param columns the width of the terminal
 */
public record Surroundings(
    PrintStream out,
    PrintStream err,
    Charset charset,
    Map<String, String> environment,
    Path directory,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int columns) {
  private static final int USUAL_COLUMNS = 80;

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /**
   * Those of this process. The launcher knows which streams are terminals and says so in system
   * properties; without a launcher none is taken for one.
   */
  public static Surroundings ofProcess() {
    Charset charset = terminalCharset();
    return new Surroundings(
        stream(new FileOutputStream(FileDescriptor.out), charset),
        stream(ownStandardError(), charset),
        charset,
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Boolean.getBoolean("netwright.terminal.out"),
        Boolean.getBoolean("netwright.terminal.err"),
        terminalColumns());
  }

  private static PrintStream stream(OutputStream to, Charset charset) {
    return new PrintStream(new java.io.BufferedOutputStream(to, 1 << 13), false, charset);
  }

  /**
   * The terminal itself when the launcher has put a filter for native log lines between descriptor
   * 2 and it.
   */
  private static OutputStream ownStandardError() {
    String direct = System.getProperty("netwright.stderr");
    if (direct != null) {
      try {
        return new FileOutputStream(direct, true);
      } catch (IOException closed) {
        return new FileOutputStream(FileDescriptor.err);
      }
    }
    return new FileOutputStream(FileDescriptor.err);
  }

  private static Charset terminalCharset() {
    String said = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
    if (said != null && Charset.isSupported(said)) {
      return Charset.forName(said);
    }
    String system = System.getProperty("native.encoding");
    return system != null && Charset.isSupported(system)
        ? Charset.forName(system)
        : StandardCharsets.UTF_8;
  }

  private static int terminalColumns() {
    Integer said = Integer.getInteger("netwright.terminal.columns");
    return said == null || said < 20 ? USUAL_COLUMNS : said;
  }

  /** A variable that is set to something. */
  public String variable(String name) {
    return environment.getOrDefault(name, "");
  }
}
