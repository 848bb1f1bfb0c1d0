package org.netwright.standard.source;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.netwright.spi.definition.DataSourceDefinition.Place;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * The records of TFRecord files: each is its length (8 bytes, little endian), the masked CRC-32C of
 * the length, the content, and the masked CRC-32C of the content. All files are read once on
 * opening, to check them whole and to learn where each record lies.
 */
final class TfRecordFiles {
  private static final int HEAD = 12;
  private static final int TAIL = 4;
  private static final long MOST_BYTES = 1L << 30;

  /** Where a record lies. */
  private record Extent(int file, long number, long start, int length) {}

  private final List<Path> files;
  private final List<Extent> records = new ArrayList<>();

  private TfRecordFiles(List<Path> files) {
    this.files = files;
  }

  /**
   * @param place a file, or a folder whose files are taken in the order of their names
   */
  static TfRecordFiles open(Path place, Place source) throws IOException {
    TfRecordFiles all = new TfRecordFiles(files(place, source));
    for (int i = 0; i < all.files.size(); i++) {
      all.scan(i, source);
    }
    if (all.records.isEmpty()) {
      throw source.error(place + " holds no record", "give files with at least one");
    }
    return all;
  }

  private static List<Path> files(Path place, Place source) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    } else if (!Files.isDirectory(place)) {
      throw source.error(place + " is missing", "give a TFRecord file, or a folder of them");
    }
    try (Stream<Path> found = Files.list(place)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      if (files.isEmpty()) {
        throw source.error(place + " holds no file", "give the folder of the TFRecord files");
      }
      return files;
    }
  }

  private void scan(int file, Place source) throws IOException {
    Path path = files.get(file);
    long left = Files.size(path);
    try (InputStream raw = Files.newInputStream(path);
        DataInputStream in = new DataInputStream(new BufferedInputStream(raw, 1 << 16))) {
      long start = 0;
      for (long number = 0; left > 0; number++) {
        int length = length(path, number, in.readNBytes(HEAD), left, source);
        byte[] content = in.readNBytes(length);
        byte[] tail = in.readNBytes(TAIL);
        if (tail.length < TAIL) {
          throw cut(path, number, source);
        }
        demand(path, number, "content", content, number(tail, 0), source);
        records.add(new Extent(file, number, start + HEAD, length));
        start += HEAD + (long) length + TAIL;
        left -= HEAD + (long) length + TAIL;
      }
    }
  }

  private static int length(Path path, long number, byte[] head, long left, Place source) {
    if (head.length >= 2 && number == 0 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
      throw source.error(path + " is packed with gzip", "unpack it first");
    }
    if (head.length < HEAD) {
      throw cut(path, number, source);
    }
    demand(path, number, "length", Arrays.copyOf(head, 8), number(head, 8), source);
    long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 0 || length > MOST_BYTES) {
      throw source.error(
          path + ": record " + number + " says it has " + length + " bytes",
          "a record has up to 1 GiB");
    } else if (length > left - HEAD - TAIL) {
      throw cut(path, number, source);
    }
    return (int) length;
  }

  private static int number(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static void demand(
      Path path, long number, String part, byte[] bytes, int stated, Place source) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    int value = (int) sum.getValue();
    int masked = (value >>> 15 | value << 17) + 0xa282ead8;
    if (masked != stated) {
      throw source.error(
          path + ": the " + part + " of record " + number + " does not fit its checksum",
          "the file is damaged or no TFRecord file; copy or write it again");
    }
  }

  private static DiagnosticException cut(Path path, long number, Place source) {
    return source.error(
        path + " is cut inside record " + number, "copy or download the file again");
  }

  long size() {
    return records.size();
  }

  /** The content of a record. */
  byte[] read(long index) throws IOException {
    Extent extent = records.get(Math.toIntExact(index));
    ByteBuffer content = ByteBuffer.allocate(extent.length());
    try (FileChannel file = FileChannel.open(files.get(extent.file()))) {
      long at = extent.start();
      while (content.hasRemaining()) {
        int count = file.read(content, at);
        if (count < 0) {
          throw new IOException(files.get(extent.file()) + " has become shorter");
        }
        at += count;
      }
    }
    return content.array();
  }

  /** How a message names a record. */
  String describe(long index) {
    Extent extent = records.get(Math.toIntExact(index));
    return files.get(extent.file()) + ": record " + extent.number();
  }
}
