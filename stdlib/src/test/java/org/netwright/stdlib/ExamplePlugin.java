package org.netwright.stdlib;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.netwright.host.LibraryUnits;
import org.netwright.host.PluginHost;
import org.netwright.host.PluginPlaces;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * The plugin that the pages speak of: `extra`, with one loss. A page shows its header, the inside
 * of its {@code configure} or the whole class; the rest is as it should be.
 *
 * @param header the text of {@code META-INF/netwright/extra.net}
 * @param source of the class {@code com.example.ExtraPlugin}
 */
record ExamplePlugin(String header, String source) {
  private static final String HEADER =
      "external fn focal_loss(logits: [S..., K], label: i64[S...]) -> [S...]\n";
  private static final String BINDING =
      "definitions.bind(FunctionDefinition.class, \"focal_loss\", FocalLoss.class);\n";

  private static final String CLASS =
      """
      package com.example;

      import com.google.inject.AbstractModule;
      import java.util.List;
      import org.netwright.spi.definition.*;
      import org.netwright.spi.graph.*;
      import org.netwright.spi.plugin.NetwrightPlugin;

      public final class ExtraPlugin implements NetwrightPlugin {
        public String name() { return "extra"; }
        public String version() { return "1.0"; }
        public int level() { return LEVEL; }
        public void configure(Definitions definitions) {
          %s
        }
        public static final class FocalLoss implements FunctionDefinition {
          public List<Value> apply(GraphBuilder graph, Arguments arguments) { return List.of(); }
        }
      }
      """;

  static ExamplePlugin whole() {
    return new ExamplePlugin(HEADER, CLASS.formatted(BINDING));
  }

  ExamplePlugin withHeader(String text) {
    return new ExamplePlugin(text, source);
  }

  /** With another inside of {@code configure}; what does not speak of the loss keeps it bound. */
  ExamplePlugin configured(String text) {
    boolean binds = text.contains("FocalLoss.class");
    return new ExamplePlugin(header, CLASS.formatted(binds ? text : text + BINDING));
  }

  /** A whole class, which binds nothing. */
  ExamplePlugin of(String text) {
    return new ExamplePlugin("", text);
  }

  /** What the host finds wrong with its jar, until its definition is made. */
  List<Diagnostic> found() throws IOException {
    Path folder = Files.createTempDirectory("plugin");
    try {
      Path classes = Files.createDirectory(folder.resolve("classes"));
      compile(classes);
      Path jar = jar(classes, folder.resolve("extra.jar"));
      try (PluginHost host =
          PluginHost.load(
              new PluginPlaces(false, List.of(), List.of(jar)),
              LibraryUnits.none(),
              StandardLibrary::read)) {
        return host.diagnostics();
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void compile(Path classes) {
    JavaFileObject unit =
        new SimpleJavaFileObject(
            URI.create("mem:///com/example/ExtraPlugin.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "-proc:none",
            "-implicit:none",
            "-d",
            classes.toString());
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, problems, options, null, List.of(unit))
            .call();
    if (!compiled) {
      throw new AssertionError(source + problems.getDiagnostics());
    }
  }

  private Path jar(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> found = Files.walk(classes)) {
      for (Path each : found.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(each).toString().replace('\\', '/');
        entry(out, name, Files.readAllBytes(each));
      }
      entry(
          out,
          "META-INF/services/org.netwright.spi.plugin.NetwrightPlugin",
          "com.example.ExtraPlugin\n".getBytes(StandardCharsets.UTF_8));
      entry(out, "META-INF/netwright/extra.net", header.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static void entry(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
