package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.netwright.cli.project.Setting;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.tensorflow.DeviceList;
import org.netwright.tensorflow.TensorFlowRuntime;
import picocli.CommandLine.Command;

/**
 * {@code doctor}: what is there and what is missing, with what to do about it. It works when
 * nothing else does: each thing is looked at by itself.
 */
@Command(
    name = "doctor",
    description = "Looks at Java, TensorFlow, devices, plugins and data, and says what is missing.")
final class DoctorCommand extends NetwrightCommand {
  /** Where Debian's {@code dataset-…} packages install. */
  private static final Path SYSTEM_DATA = Path.of("/usr/share/datasets");

  private static final int OLDEST_JAVA = 17;

  private final List<Problem> problems = new ArrayList<>();

  /** Something that is missing, and what to do about it. */
  private record Problem(String message, String hint) {}

  /** A line of the report. */
  private record Finding(String what, boolean good, String words) {}

  @Override
  Exit run(CommandLineSession session) {
    MachineReport machine = MachineReport.ofThisMachine();
    Optional<String> version = tensorFlow();
    List<String> devices =
        version.isPresent()
            ? DeviceList.ofThisMachine().devices().stream().map(Object::toString).toList()
            : List.of();
    java(machine);
    natives();
    List<FrontEnd.Plugin> plugins = plugins(session);
    List<String> data = data(session);
    if (session.isJson()) {
      JsonResult.print(
          session.out(), json -> write(json, machine, version, devices, plugins, data));
    } else {
      print(session, machine, version, devices, plugins, data);
    }
    return problems.isEmpty() ? Exit.OK : Exit.ENVIRONMENT;
  }

  private Optional<String> tensorFlow() {
    Optional<Diagnostic> missing = TensorFlowRuntime.loadProblem();
    if (missing.isEmpty()) {
      return Optional.of(TensorFlowRuntime.version());
    }
    problems.add(
        new Problem(
            missing.get().message(),
            missing.get().hint().map(Hint::message).orElse("install it again")));
    return Optional.empty();
  }

  private void java(MachineReport machine) {
    if (Runtime.version().feature() < OLDEST_JAVA) {
      problems.add(
          new Problem(
              "Java " + machine.java() + " is too old", "install Java 17 or newer, set JAVA_HOME"));
    }
  }

  /** TensorFlow's libraries are unpacked once, into a folder that must take them. */
  private void natives() {
    Path folder = nativesFolder();
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isWritable(there)) {
      problems.add(
          new Problem(
              "TensorFlow's libraries are unpacked into " + folder + ", which cannot be written",
              "set HOME to a folder that can, or NETWRIGHT_JAVA_OPTIONS to"
                  + " -Dorg.bytedeco.javacpp.cachedir=FOLDER"));
    }
  }

  private static Path nativesFolder() {
    String said = System.getProperty("org.bytedeco.javacpp.cachedir");
    return said != null
        ? Path.of(said).toAbsolutePath()
        : Path.of(System.getProperty("user.home", "."), ".javacpp", "cache");
  }

  private List<FrontEnd.Plugin> plugins(CommandLineSession session) {
    List<FrontEnd.Plugin> plugins = session.frontEnd().plugins();
    if (plugins.isEmpty()) {
      problems.add(
          new Problem(
              "there are no plugins, so no optimizer, no loss and no data source",
              "unpack the product again, or name their folder in NETWRIGHT_PLUGINS"));
    }
    return plugins;
  }

  /** The folders that hold data sets. */
  private List<String> data(CommandLineSession session) {
    List<String> found = new ArrayList<>();
    Optional<Path> own = session.folder(Setting.DATA);
    if (own.isPresent() && !Files.isDirectory(own.get())) {
      problems.add(
          new Problem(
              "the folder of data sets, " + own.get() + ", is not there",
              "make it, or correct NETWRIGHT_DATA or the setting `data`"));
    }
    own.ifPresent(folder -> found.addAll(foldersIn(folder)));
    found.addAll(foldersIn(SYSTEM_DATA));
    return found;
  }

  private static List<String> foldersIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).map(Path::toString).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return List.of();
    }
  }

  private void print(
      CommandLineSession session,
      MachineReport machine,
      Optional<String> version,
      List<String> devices,
      List<FrontEnd.Plugin> plugins,
      List<String> data) {
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding("netwright", true, Version.number()));
    findings.add(new Finding("system", true, machine.system()));
    findings.add(new Finding("java", true, machine.java()));
    findings.add(new Finding("tensorflow", version.isPresent(), version.orElse("does not load")));
    findings.add(
        new Finding(
            "devices",
            !devices.isEmpty(),
            devices.isEmpty() ? "unknown" : String.join(", ", devices)));
    findings.add(
        new Finding(
            "processor",
            true,
            Count.of(machine.cores(), "core") + " " + String.join(" ", machine.features())));
    findings.add(
        new Finding(
            "memory",
            true,
            MachineReport.gibibytes(machine.memory())
                + ", of which Java takes up to "
                + MachineReport.gibibytes(machine.heap())));
    String names =
        String.join(", ", plugins.stream().map(p -> p.name() + " " + p.version()).toList());
    findings.add(new Finding("plugins", !plugins.isEmpty(), plugins.isEmpty() ? "none" : names));
    findings.add(
        new Finding(
            "data", true, data.isEmpty() ? "what comes with plugins" : String.join(", ", data)));
    Palette palette = session.outPalette();
    session.print(findings.stream().map(finding -> line(palette, finding)).toList());
    for (Problem problem : problems) {
      session.print(
          List.of(
              "",
              palette.paint(Ink.ERROR, "missing: ") + Printable.line(problem.message()),
              palette.paint(Ink.HINT, "hint: ") + Printable.line(problem.hint())));
    }
  }

  private static String line(Palette palette, Finding finding) {
    return (finding.good() ? palette.paint(Ink.GOOD, "ok  ") : palette.paint(Ink.ERROR, "no  "))
        + String.format(java.util.Locale.ROOT, "%-12s", finding.what())
        + Printable.line(finding.words()).strip();
  }

  private void write(
      JsonGenerator json,
      MachineReport machine,
      Optional<String> version,
      List<String> devices,
      List<FrontEnd.Plugin> plugins,
      List<String> data)
      throws IOException {
    json.writeStringField("version", Version.number());
    json.writeStringField("system", machine.system());
    json.writeStringField("java", machine.java());
    json.writeFieldName("tensorflow");
    if (version.isPresent()) {
      json.writeString(version.get());
    } else {
      json.writeNull();
    }
    strings(json, "devices", devices);
    json.writeNumberField("cores", machine.cores());
    strings(json, "features", machine.features());
    json.writeNumberField("memory", machine.memory());
    json.writeNumberField("heap", machine.heap());
    strings(json, "plugins", plugins.stream().map(p -> p.name() + " " + p.version()).toList());
    strings(json, "data", data);
    json.writeArrayFieldStart("problems");
    for (Problem problem : problems) {
      json.writeStartObject();
      json.writeStringField("message", problem.message());
      json.writeStringField("hint", problem.hint());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeFieldName(name);
    json.writeArray(values.toArray(String[]::new), 0, values.size());
  }
}
