package org.netwright.frontend.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.catalog.Catalog;

/** A library of two units and one plugin, {@code tiny}, whose definitions are lambdas. */
final class SmallCatalog implements Catalog {
  private final Map<String, Unit> units = new TreeMap<>();
  private final List<Header> headers;
  private final Map<String, Object> definitions = new LinkedHashMap<>(TinyPlugin.DEFINITIONS);

  SmallCatalog() {
    this("", "");
  }

  /** With a second plugin that has a header and defines nothing. */
  SmallCatalog(String other, String header) {
    for (String name : List.of("tensor", "nn")) {
      String file = "std/" + name + ".net";
      units.put("std." + name, new Unit("std." + name, file, text("/check/" + file)));
    }
    Header tiny = new Header("tiny", "1", "tiny.net", text("/check/tiny.net"));
    headers =
        other.isEmpty()
            ? List.of(tiny)
            : List.of(new Header(other, "1", other + ".net", header), tiny);
  }

  static String text(String resource) {
    try (InputStream in = SmallCatalog.class.getResourceAsStream(resource)) {
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
    return headers;
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
    if (!plugin.equals("tiny")) {
      return Optional.empty();
    }
    return Optional.ofNullable(definitions.get(kind.getSimpleName() + " " + name)).map(kind::cast);
  }
}
