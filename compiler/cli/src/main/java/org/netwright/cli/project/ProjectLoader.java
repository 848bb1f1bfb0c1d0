package org.netwright.cli.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.netwright.frontend.SourceLoader;
import org.netwright.spi.source.Span;

/**
 * Reads the files of a project. A file that the user names may lie anywhere; one that a program
 * imports lies in the project, whatever symbolic links say.
 */
public final class ProjectLoader implements SourceLoader {
  private static final String ENDING = ".net";
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private final Path directory;
  private final Path root;
  private final long maxBytes;
  private final Map<Path, String> loaded = new LinkedHashMap<>();

  /**
   * @param directory where relative names start
   * @param root of the project; imports do not lead out of it
   * @param maxBytes of one file
   */
  public ProjectLoader(Path directory, Path root, long maxBytes) {
    this.directory = directory.toAbsolutePath().normalize();
    this.root = root.toAbsolutePath().normalize();
    this.maxBytes = maxBytes;
  }

  /** What was loaded, in the order of loading, by the path from the project's root. */
  public Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    loaded.forEach(
        (path, text) -> {
          Path name = path.startsWith(root) ? root.relativize(path) : path.getFileName();
          sources.put(String.valueOf(name).replace('\\', '/'), text);
        });
    return sources;
  }

  @Override
  public Optional<Text> load(String file) {
    Path path = directory.resolve(file);
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(path)) {
      throw ProjectMessages.noFile(file, Files.isDirectory(path) ? "a folder" : "a device");
    }
    String text = new Decoder(file, bytes(path, file)).text();
    loaded.put(path.normalize(), text);
    return Optional.of(new Text(file, text));
  }

  private byte[] bytes(Path path, String file) {
    try (InputStream in = Files.newInputStream(path)) {
      // One byte more than allowed tells a file that is too long from one that just fits.
      byte[] bytes = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
      if (bytes.length > maxBytes) {
        throw ProjectMessages.tooLarge(file, Files.size(path), maxBytes);
      }
      return bytes;
    } catch (IOException unreadable) {
      String reason =
          unreadable instanceof java.nio.file.AccessDeniedException
              ? "permission denied"
              : String.valueOf(unreadable.getMessage());
      throw ProjectMessages.unreadable(file, reason);
    }
  }

  @Override
  public Optional<String> resolve(String importingFile, List<String> segments) {
    if (segments.isEmpty() || !segments.stream().allMatch(s -> SEGMENT.matcher(s).matches())) {
      return Optional.empty();
    }
    Path from = directory.resolve(importingFile).normalize();
    Path folder = from.getParent() == null ? directory : from.getParent();
    for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
      if (Files.exists(first(at, segments))) {
        return within(target(at, segments), importingFile);
      }
    }
    return Optional.empty();
  }

  /** What the first segment names in a folder: a file when it stands alone, else a folder. */
  private static Path first(Path folder, List<String> segments) {
    String name = segments.get(0);
    return folder.resolve(segments.size() == 1 ? name + ENDING : name);
  }

  private static Path target(Path folder, List<String> segments) {
    return folder.resolve(String.join("/", segments) + ENDING);
  }

  private Optional<String> within(Path file, String importingFile) {
    String name = shown(file, importingFile);
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      if (!file.toRealPath().startsWith(root.toRealPath())) {
        throw ProjectMessages.outside(name, root.toString());
      }
    } catch (IOException unreadable) {
      throw ProjectMessages.unreadable(name, String.valueOf(unreadable.getMessage()));
    }
    return Optional.of(name);
  }

  /** Absolute beside an absolute name, else relative as the user's own names are. */
  private String shown(Path file, String importingFile) {
    boolean absolute = Path.of(importingFile).isAbsolute();
    return absolute ? file.toString() : directory.relativize(file).toString();
  }

  /** Bytes to text, or the place of the first byte that is none. */
  private static final class Decoder {
    private final String file;
    private final byte[] bytes;

    Decoder(String file, byte[] bytes) {
      this.file = file;
      this.bytes = bytes;
    }

    String text() {
      if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
        throw ProjectMessages.utf16(file);
      }
      int start = startsWith(0xef, 0xbb, 0xbf) ? 3 : 0;
      ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
      CharBuffer out = CharBuffer.allocate(bytes.length + 1);
      CharsetDecoder decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      CoderResult result = decoder.decode(in, out, true);
      String read = out.flip().toString();
      if (result.isError()) {
        int offset = in.position();
        throw ProjectMessages.notUtf8(file, endOf(read), offset, bytes[offset] & 0xff);
      }
      int zero = read.indexOf('\0');
      if (zero >= 0) {
        String before = read.substring(0, zero);
        int offset = start + before.getBytes(StandardCharsets.UTF_8).length;
        throw ProjectMessages.binary(endOf(before), offset);
      }
      return read;
    }

    private boolean startsWith(int... head) {
      for (int i = 0; i < head.length; i++) {
        if (i >= bytes.length || (bytes[i] & 0xff) != head[i]) {
          return false;
        }
      }
      return true;
    }

    private Span endOf(String before) {
      int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      int column = before.length() - before.lastIndexOf('\n');
      return new Span(file, line, column, line, column + 1);
    }
  }
}
