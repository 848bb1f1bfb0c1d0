package org.netwright.cli.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.terminal.Spelling;
import org.netwright.frontend.Limits;
import org.netwright.spi.source.Span;

/**
 * The folder that a file belongs to, and what its {@code netwright.json} says: the nearest parent
 * that has one, else the file's own folder (definitions C24).
 *
 * @param root absolute
 * @param settings the texts of the settings that are made
 * @param limits the bounds of the compiler, raised where the project says so
 */
public record Project(Path root, Map<Setting, String> settings, Limits limits) {
  /** The file that marks a project's root. */
  public static final String FILE = "netwright.json";

  private static final int MAX_SETTINGS = 1 << 16;

  public Project {
    settings = Map.copyOf(settings);
  }

  /**
   * The project of a folder.
   *
   * @throws org.netwright.spi.diagnostic.DiagnosticException when its settings are wrong
   */
  public static Project of(Path folder) {
    Path root = rootOf(folder.toAbsolutePath().normalize());
    Path file = root.resolve(FILE);
    return Files.isRegularFile(file)
        ? new SettingsReader(file).read(root)
        : new Project(root, Map.of(), Limits.DEFAULT);
  }

  /** The nearest of a folder and its parents that holds the marking file, else the folder. */
  static Path rootOf(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve(FILE))) {
        return at;
      }
    }
    return folder;
  }

  /** Reads {@code netwright.json} and refuses what it does not know. */
  private static final class SettingsReader {
    private final Path file;
    private final Map<Setting, String> settings = new EnumMap<>(Setting.class);
    private Limits limits = Limits.DEFAULT;

    SettingsReader(Path file) {
      this.file = file;
    }

    Project read(Path root) {
      JsonFactory factory =
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxDocumentLength(MAX_SETTINGS)
                      .maxNestingDepth(16)
                      .build())
              .build();
      try (JsonParser json = factory.createParser(file.toFile())) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
          throw ProjectMessages.malformedSettings(place(json), "it must be an object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          setting(json);
        }
        if (json.nextToken() != null) {
          throw ProjectMessages.malformedSettings(place(json), "something follows its object");
        }
      } catch (JsonProcessingException malformed) {
        throw ProjectMessages.malformedSettings(
            place(malformed.getLocation()), malformed.getOriginalMessage());
      } catch (IOException unreadable) {
        throw ProjectMessages.unreadable(file.toString(), String.valueOf(unreadable.getMessage()));
      }
      return new Project(root, settings, limits);
    }

    private void setting(JsonParser json) throws IOException {
      String key = json.currentName();
      Span place = place(json);
      JsonToken value = json.nextToken();
      if (key.equals("limits")) {
        limits(json);
        return;
      }
      Setting setting =
          Setting.named(key)
              .orElseThrow(
                  () ->
                      ProjectMessages.unknownSetting(
                          place,
                          key,
                          Spelling.nearest(
                              key, Arrays.stream(Setting.values()).map(Setting::key).toList())));
      String text = value.isScalarValue() ? json.getText() : value.name();
      if (!value.isScalarValue() || value == JsonToken.VALUE_NULL || !setting.allows(text)) {
        throw ProjectMessages.badSetting(place, key, text, setting.allowed());
      }
      settings.put(setting, text);
    }

    private void limits(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw ProjectMessages.badSetting(place(json), "limits", json.getText(), "an object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        Span place = place(json);
        if (json.nextToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() <= 0) {
          throw ProjectMessages.badSetting(
              place, "limits." + key, json.getText(), "a whole number above 0");
        }
        limits = raised(key, json.getLongValue(), place);
      }
    }

    private Limits raised(String name, long value, Span place) {
      for (Limits.Key key : Limits.Key.values()) {
        if (key.key().equals(name)) {
          return limits.with(key, value);
        }
      }
      throw ProjectMessages.unknownSetting(
          place,
          "limits." + name,
          Spelling.nearest(name, Arrays.stream(Limits.Key.values()).map(Limits.Key::key).toList())
              .map(nearest -> "limits." + nearest));
    }

    private Span place(JsonParser json) {
      return place(json.currentTokenLocation());
    }

    private Span place(@Nullable JsonLocation at) {
      if (at == null || at.getLineNr() < 1) {
        return ProjectMessages.whole(file.toString());
      }
      int column = Math.max(1, at.getColumnNr());
      return new Span(file.toString(), at.getLineNr(), column, at.getLineNr(), column + 1);
    }
  }
}
