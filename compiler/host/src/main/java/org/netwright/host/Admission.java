package org.netwright.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.host.Discovery.Found;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.plugin.NetwrightPlugin;

/**
 * Whether a found plugin may be used: its level, name, header and bindings. A plugin with any
 * mistake stays out whole, so no file can depend on half of it; the others are not touched.
 */
final class Admission {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final HeaderReader headers;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  Admission(HeaderReader headers) {
    this.headers = headers;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  Optional<ActivePlugin> admit(Found found) {
    try {
      return Optional.of(admitted(found.origin(), found.plugin()));
    } catch (DiagnosticException e) {
      diagnostics.addAll(e.diagnostics());
      return Optional.empty();
    }
  }

  private ActivePlugin admitted(Path origin, NetwrightPlugin plugin) {
    int level = ask(origin, plugin::level);
    String name = String.valueOf(ask(origin, plugin::name));
    if (level != NetwrightPlugin.LEVEL) {
      throw new DiagnosticException(PluginMessages.wrongLevel(origin, name, level));
    }
    if (!NAME.matcher(name).matches()) {
      throw new DiagnosticException(PluginMessages.badName(origin, name));
    }
    String version = String.valueOf(ask(origin, plugin::version));
    Catalog.Header header = header(origin, plugin, name, version);
    Bindings bindings = new Bindings(origin);
    ask(
        origin,
        () -> {
          plugin.configure(bindings);
          return true;
        });
    refuseIf(bindings.diagnostics());
    HeaderReader.Reading reading = headers.read(header.file(), header.text());
    refuseIf(reading.diagnostics());
    refuseIf(Agreement.check(origin, reading.declared(), bindings.bindings()));
    return new ActivePlugin(
        new LoadedPlugin(name, version, origin),
        proven(header, reading),
        bindings.bindings(),
        bindings.modules());
  }

  private static Catalog.Header proven(Catalog.Header header, HeaderReader.Reading reading) {
    return new Catalog.Header(
        header.plugin(), header.version(), header.file(), header.text(), reading.isProven());
  }

  private static <T> T ask(Path origin, java.util.function.Supplier<T> question) {
    return Guarded.call(
        question,
        cause -> new DiagnosticException(PluginMessages.failed(origin, "while it started", cause)));
  }

  private static void refuseIf(List<Diagnostic> mistakes) {
    if (mistakes.stream().anyMatch(Diagnostic::isError)) {
      throw new DiagnosticException(mistakes);
    }
  }

  private static Catalog.Header header(
      Path origin, NetwrightPlugin plugin, String name, String version) {
    String entry = "META-INF/netwright/" + name + ".net";
    long limit = Limits.DEFAULT.fileBytes();
    try (InputStream in = plugin.getClass().getClassLoader().getResourceAsStream(entry)) {
      if (in == null) {
        throw new DiagnosticException(PluginMessages.noHeader(origin, name));
      }
      byte[] text = in.readNBytes(Math.toIntExact(limit) + 1);
      if (text.length > limit) {
        throw new DiagnosticException(PluginMessages.headerTooLong(origin, name, limit));
      }
      return new Catalog.Header(
          name, version, origin + "!/" + entry, new String(text, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DiagnosticException(PluginMessages.unreadable(origin, e));
    }
  }
}
