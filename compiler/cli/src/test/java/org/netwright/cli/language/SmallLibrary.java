package org.netwright.cli.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.catalog.Catalog;

/** Two units, no plugin. */
class SmallLibrary implements Catalog {
  private final Map<String, Unit> units = new TreeMap<>();

  SmallLibrary() {
    for (String name : List.of("tensor", "nn")) {
      String file = "std/" + name + ".net";
      units.put("std." + name, new Unit("std." + name, file, text("/language/" + file)));
    }
  }

  private static String text(String resource) {
    try (InputStream in = SmallLibrary.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Header> headers() {
    return List.of();
  }

  @Override
  public Optional<Unit> unit(String name) {
    return Optional.ofNullable(units.get(name));
  }

  @Override
  public List<String> units() {
    return List.copyOf(units.keySet());
  }

  @Override
  public <T> Optional<T> definition(Class<T> kind, String plugin, String name) {
    return Optional.empty();
  }
}
