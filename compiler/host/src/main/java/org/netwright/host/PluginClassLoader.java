package org.netwright.host;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one plugin jar. The vocabulary that host and plugin share comes from the host;
 * everything else from the jar, and what the jar lacks from Java itself. The host's own libraries
 * stay out of sight, so a plugin may bundle any version of them.
 */
final class PluginClassLoader extends URLClassLoader {
  /** Packages whose classes host and plugin must have in common. */
  static final List<String> SHARED =
      List.of(
          "org.netwright.spi.",
          "com.google.inject.",
          "jakarta.inject.",
          "org.slf4j.",
          "org.jspecify.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader host;

  PluginClassLoader(String name, URL jar, ClassLoader host) {
    super(name, new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    this.host = host;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isShared(name)) {
      return host.loadClass(name);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      if (found == null) {
        found = name.startsWith("java.") ? getParent().loadClass(name) : fromJarFirst(name);
      }
      if (resolve) {
        resolveClass(found);
      }
      return found;
    }
  }

  private Class<?> fromJarFirst(String name) throws ClassNotFoundException {
    try {
      return findClass(name);
    } catch (ClassNotFoundException notInJar) {
      return getParent().loadClass(name);
    }
  }

  static boolean isShared(String className) {
    return SHARED.stream().anyMatch(className::startsWith);
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : getParent().getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    Enumeration<URL> own = findResources(name);
    return own.hasMoreElements() ? own : getParent().getResources(name);
  }
}
