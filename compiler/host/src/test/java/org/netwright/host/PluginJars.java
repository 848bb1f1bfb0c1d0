package org.netwright.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds plugin jars from sources given as text, as a third party would. */
final class PluginJars {
  static final String SERVICE = "META-INF/services/org.netwright.spi.plugin.NetwrightPlugin";

  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  PluginJars source(String className, String text) {
    sources.put(className, text);
    return this;
  }

  PluginJars entry(String name, String text) {
    return entry(name, text.getBytes(StandardCharsets.UTF_8));
  }

  PluginJars entry(String name, byte[] bytes) {
    entries.put(name, bytes);
    return this;
  }

  /** A plugin class with the service entry; {@code body} are its other members. */
  static PluginJars plugin(String className, String name, String body) {
    return new PluginJars()
        .source(className, pluginClass(className, name, body))
        .entry(SERVICE, "# the plugin\n" + className + "\n");
  }

  static String pluginClass(String className, String name, String body) {
    int dot = className.lastIndexOf('.');
    return """
        package %s;
        import org.netwright.spi.definition.*;
        import org.netwright.spi.graph.*;
        import java.util.List;
        public class %s implements org.netwright.spi.plugin.NetwrightPlugin {
          public String name() { return "%s"; }
          public String version() { return "1.2"; }
          %s
        }
        """
        .formatted(className.substring(0, dot), className.substring(dot + 1), name, body);
  }

  PluginJars header(String plugin, String text) {
    return entry("META-INF/netwright/" + plugin + ".net", text);
  }

  Path write(Path jar) {
    Map<String, byte[]> all = new LinkedHashMap<>(entries);
    if (!sources.isEmpty()) {
      compile().forEach(all::put);
    }
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Map.Entry<String, byte[]> entry : all.entrySet()) {
        out.putNextEntry(new JarEntry(entry.getKey()));
        out.write(entry.getValue());
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }

  private Map<String, byte[]> compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    JavaFileManager files =
        new ForwardingJavaFileManager<>(compiler.getStandardFileManager(problems, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(name.replace('.', '/') + ".class", bytes);
            return new Target(name, bytes);
          }
        };
    List<String> options = List.of("-cp", System.getProperty("java.class.path"), "-proc:none");
    if (!compiler.getTask(null, files, problems, options, null, units).call()) {
      throw new IllegalStateException(problems.getDiagnostics().toString());
    }
    Map<String, byte[]> compiled = new LinkedHashMap<>();
    classes.forEach((name, bytes) -> compiled.put(name, bytes.toByteArray()));
    return compiled;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Target extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes;

    Target(String className, ByteArrayOutputStream bytes) {
      super(URI.create("mem:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
      this.bytes = bytes;
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }
}
