package org.netwright.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.plugin.NetwrightPlugin;

/** Finds the plugins of the class path, of folders and of single jars, in that order. */
final class Discovery {
  private static final String SERVICE = "META-INF/services/" + NetwrightPlugin.class.getName();
  private static final String INTERFACE_FOLDER = "org/netwright/spi/";

  private final ClassLoader host;
  private final List<Found> found = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<PluginClassLoader> loaders = new ArrayList<>();

  /** A plugin object that came to life. */
  record Found(Path origin, NetwrightPlugin plugin) {}

  Discovery(ClassLoader host) {
    this.host = host;
  }

  List<Found> found() {
    return found;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  List<PluginClassLoader> loaders() {
    return loaders;
  }

  void classPath() {
    Iterator<ServiceLoader.Provider<NetwrightPlugin>> providers =
        ServiceLoader.load(NetwrightPlugin.class, host).stream().iterator();
    Path everywhere = Path.of("the class path");
    while (attempt(everywhere, "while it was looked for", providers::hasNext).orElse(false)) {
      attempt(everywhere, "while it was looked for", providers::next)
          .ifPresent(
              provider -> {
                Path origin = origin(provider.type()).orElse(everywhere);
                attempt(origin, "while it was made", provider)
                    .ifPresent(plugin -> found.add(new Found(origin, plugin)));
              });
    }
  }

  void folder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(f -> f.getFileName().toString().endsWith(".jar")).sorted().forEach(this::jar);
    } catch (IOException e) {
      diagnostics.add(PluginMessages.folderMissing(folder));
    }
  }

  void jar(Path jar) {
    List<String> classNames;
    try (JarFile file = new JarFile(jar.toFile())) {
      classNames = inspect(jar, file);
    } catch (IOException | RuntimeException e) {
      diagnostics.add(PluginMessages.unreadable(jar, e));
      return;
    }
    if (classNames.isEmpty()) {
      return;
    }
    PluginClassLoader loader = loader(jar);
    for (String className : classNames) {
      make(jar, loader, className);
    }
  }

  /** The plugin classes that a jar names; none, with the reasons noted, if it may not be used. */
  private List<String> inspect(Path jar, JarFile file) throws IOException {
    TreeSet<String> bundled = new TreeSet<>();
    for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
      String name = entry.getName();
      if (name.startsWith(INTERFACE_FOLDER) && name.endsWith(".class")) {
        diagnostics.add(PluginMessages.bundlesInterface(jar, name));
        return List.of();
      }
      PluginClassLoader.SHARED.stream()
          .filter(shared -> name.endsWith(".class") && name.replace('/', '.').startsWith(shared))
          .forEach(shared -> bundled.add(shared.substring(0, shared.length() - 1)));
    }
    bundled.forEach(name -> diagnostics.add(PluginMessages.bundlesShared(jar, name)));
    JarEntry service = file.getJarEntry(SERVICE);
    List<String> classNames = service == null ? List.of() : serviceLines(file, service);
    if (classNames.isEmpty()) {
      diagnostics.add(PluginMessages.noService(jar));
    }
    return classNames;
  }

  private static List<String> serviceLines(JarFile file, JarEntry service) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(file.getInputStream(service), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .limit(1000)
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .distinct()
          .toList();
    }
  }

  private PluginClassLoader loader(Path jar) {
    try {
      PluginClassLoader loader =
          new PluginClassLoader(jar.getFileName().toString(), jar.toUri().toURL(), host);
      loaders.add(loader);
      return loader;
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException("every path has a URL: " + jar, e);
    }
  }

  private void make(Path jar, PluginClassLoader loader, String className) {
    Optional<Class<?>> type =
        attempt(jar, "while its class " + className + " was loaded", () -> find(loader, className));
    if (type.isEmpty()) {
      return;
    }
    if (type.get() == Missing.class) {
      diagnostics.add(PluginMessages.noPluginClass(jar, className, "the jar has no such class"));
    } else if (!NetwrightPlugin.class.isAssignableFrom(type.get())) {
      diagnostics.add(
          PluginMessages.noPluginClass(jar, className, "that class is no NetwrightPlugin"));
    } else {
      Class<? extends NetwrightPlugin> plugin = type.get().asSubclass(NetwrightPlugin.class);
      attempt(jar, "while it was made", () -> instance(jar, plugin))
          .ifPresent(object -> found.add(new Found(jar, object)));
    }
  }

  /** Stands for a class that is not in the jar. */
  private static final class Missing {}

  private static Class<?> find(PluginClassLoader loader, String className) {
    try {
      return Class.forName(className, false, loader);
    } catch (ClassNotFoundException e) {
      return Missing.class;
    }
  }

  private static NetwrightPlugin instance(Path jar, Class<? extends NetwrightPlugin> plugin) {
    try {
      return plugin.getConstructor().newInstance();
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new DiagnosticException(
          PluginMessages.noPluginClass(
              jar, plugin.getName(), "that class has no public constructor without parameters"));
    }
  }

  /** Runs code of a plugin; a failure is noted and gives nothing. */
  private <T> Optional<T> attempt(Path origin, String doing, java.util.function.Supplier<T> code) {
    try {
      return Optional.of(
          Guarded.call(
              code,
              cause ->
                  cause instanceof DiagnosticException told
                      ? told
                      : new DiagnosticException(PluginMessages.failed(origin, doing, cause))));
    } catch (DiagnosticException e) {
      diagnostics.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  private static Optional<Path> origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
