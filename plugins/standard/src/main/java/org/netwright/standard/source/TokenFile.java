package org.netwright.standard.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.netwright.spi.definition.DataSourceDefinition.Place;

/** A long text of token ids: {@code NAME.u16}, {@code NAME.i32} or {@code NAME.txt}. */
final class TokenFile {
  private static final List<String> ENDINGS = List.of(".u16", ".i32", ".txt");

  private final Path file;
  private final int[] ids;

  private TokenFile(Path file, int[] ids) {
    this.file = file;
    this.ids = ids;
  }

  static TokenFile read(Path folder, String name, Place place) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String ending : ENDINGS) {
      if (Files.isRegularFile(folder.resolve(name + ending))) {
        found.add(folder.resolve(name + ending));
      }
    }
    if (found.size() != 1) {
      throw place.error(
          folder + " has " + (found.isEmpty() ? "no file " : "several files ") + name,
          "give one of " + ENDINGS.stream().map(e -> name + e).toList());
    }
    Path file = found.get(0);
    int[] ids = file.toString().endsWith(".txt") ? text(file, place) : binary(file, place);
    return new TokenFile(file, ids);
  }

  private static int[] binary(Path file, Place place) throws IOException {
    int bytes = file.toString().endsWith(".u16") ? 2 : 4;
    byte[] content = Files.readAllBytes(file);
    if (content.length % bytes != 0) {
      throw place.error(
          file + " has " + content.length + " bytes, no multiple of " + bytes,
          "the file is cut; copy it again");
    }
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int[] ids = new int[content.length / bytes];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = bytes == 2 ? buffer.getShort(2 * i) & 0xffff : buffer.getInt(4 * i);
      demand(file, i, ids[i], place);
    }
    return ids;
  }

  private static int[] text(Path file, Place place) throws IOException {
    List<Integer> ids = new ArrayList<>();
    try (Scanner words = new Scanner(file, StandardCharsets.UTF_8)) {
      while (words.hasNext()) {
        String word = words.next();
        try {
          ids.add(Integer.parseInt(word));
        } catch (NumberFormatException e) {
          throw place.error(
              file + ": token " + ids.size() + " is \"" + word + "\", no whole number",
              "write ids with blanks between them");
        }
        demand(file, ids.size() - 1, ids.get(ids.size() - 1), place);
      }
    }
    return ids.stream().mapToInt(i -> i).toArray();
  }

  private static void demand(Path file, int at, int id, Place place) {
    if (id < 0) {
      throw place.error(file + ": token " + at + " is " + id, "ids count from 0");
    }
  }

  Path file() {
    return file;
  }

  int length() {
    return ids.length;
  }

  /** The ids from {@code start} on. */
  long[] window(int start, int length) {
    long[] window = new long[length];
    for (int i = 0; i < length; i++) {
      window[i] = ids[start + i];
    }
    return window;
  }

  /** The largest id; −1 when there is none. */
  int largest() {
    int largest = -1;
    for (int id : ids) {
      largest = Math.max(largest, id);
    }
    return largest;
  }
}
