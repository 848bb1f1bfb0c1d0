package org.netwright.standard.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A {@code tf.train.Example}: features by name, each a list of bytes, of floats or of whole
 * numbers. In the wire format of protocol buffers it is a message {@code {1: {1: [{1: name, 2:
 * feature}]}}}, where a feature is {@code {1: {1: [bytes]}}}, {@code {2: {1: floats}}} or {@code
 * {3: {1: ints}}}.
 */
final class TfExample {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  /** A feature: one of the three lists. */
  sealed interface Feature {
    /** Strings of bytes, such as encoded images. */
    record Bytes(List<byte[]> values) implements Feature {}

    /** Floats of 32 bits. */
    record Floats(List<Float> values) implements Feature {}

    /** Whole numbers of 64 bits. */
    record Wholes(List<Long> values) implements Feature {}

    /** No list at all. */
    record Empty() implements Feature {}
  }

  private final Map<String, Feature> features;

  private TfExample(Map<String, Feature> features) {
    this.features = Collections.unmodifiableMap(features);
  }

  Optional<Feature> feature(String name) {
    return Optional.ofNullable(features.get(name));
  }

  Iterable<String> names() {
    return features.keySet();
  }

  /**
   * @throws IOException with half a sentence when the bytes are no such message
   */
  static TfExample of(byte[] message) throws IOException {
    Map<String, Feature> features = new TreeMap<>();
    for (Message.Part part : Message.of(ByteBuffer.wrap(message)).parts(1)) {
      for (Message.Part entry : Message.of(part.bytes()).parts(1)) {
        Message pair = Message.of(entry.bytes());
        String name = "";
        for (Message.Part key : pair.parts(1)) {
          name = StandardCharsets.UTF_8.decode(key.bytes()).toString();
        }
        Feature feature = new Feature.Empty();
        for (Message.Part value : pair.parts(2)) {
          feature = feature(value.bytes());
        }
        features.put(name, feature);
      }
    }
    return new TfExample(features);
  }

  private static Feature feature(ByteBuffer bytes) throws IOException {
    Message message = Message.of(bytes);
    Feature feature = new Feature.Empty();
    for (Message.Part list : message.parts(1)) {
      List<byte[]> values = new ArrayList<>();
      for (Message.Part value : Message.of(list.bytes()).parts(1)) {
        byte[] content = new byte[value.bytes().remaining()];
        value.bytes().get(content);
        values.add(content);
      }
      feature = new Feature.Bytes(values);
    }
    for (Message.Part list : message.parts(2)) {
      feature = new Feature.Floats(floats(Message.of(list.bytes())));
    }
    for (Message.Part list : message.parts(3)) {
      feature = new Feature.Wholes(wholes(Message.of(list.bytes())));
    }
    return feature;
  }

  /** Floats stand packed in one string of bytes, or one by one. */
  private static List<Float> floats(Message list) throws IOException {
    List<Float> values = new ArrayList<>();
    for (Message.Part part : list.parts(1)) {
      ByteBuffer bytes = part.wire() == FIXED_32 ? part.bytes() : part.packed(4);
      while (bytes.hasRemaining()) {
        values.add(bytes.getFloat());
      }
    }
    return values;
  }

  private static List<Long> wholes(Message list) throws IOException {
    List<Long> values = new ArrayList<>();
    for (Message.Part part : list.parts(1)) {
      if (part.wire() == VARINT) {
        values.add(part.number());
        continue;
      }
      ByteBuffer bytes = part.bytes();
      while (bytes.hasRemaining()) {
        values.add(Message.varint(bytes));
      }
    }
    return values;
  }

  /** The fields of a message in the order in which they were written. */
  private record Message(List<Part> all) {
    /**
     * A field.
     *
     * @param number the value of a varint
     * @param content the bytes of the other kinds
     */
    private record Part(int field, int wire, long number, ByteBuffer content) {
      /** The bytes; only a string of bytes and a fixed number have them. */
      ByteBuffer bytes() throws IOException {
        if (wire == VARINT) {
          throw new IOException("has a number where a message belongs");
        }
        return content;
      }

      ByteBuffer packed(int size) throws IOException {
        ByteBuffer bytes = bytes();
        if (bytes.remaining() % size != 0) {
          throw new IOException("has a list of " + bytes.remaining() + " bytes, cut in an element");
        }
        return bytes;
      }
    }

    List<Part> parts(int field) {
      return all.stream().filter(part -> part.field() == field).toList();
    }

    static Message of(ByteBuffer bytes) throws IOException {
      List<Part> parts = new ArrayList<>();
      while (bytes.hasRemaining()) {
        long tag = varint(bytes);
        int field = (int) (tag >>> 3);
        int wire = (int) (tag & 7);
        long number = wire == VARINT ? varint(bytes) : 0;
        long length =
            switch (wire) {
              case VARINT -> 0;
              case FIXED_64 -> 8;
              case FIXED_32 -> 4;
              case BYTES -> varint(bytes);
              default -> throw new IOException("has a field of the unknown kind " + wire);
            };
        if (length < 0 || length > bytes.remaining()) {
          throw new IOException("has a field that is longer than the record");
        }
        ByteBuffer content =
            bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(bytes.position() + (int) length);
        parts.add(new Part(field, wire, number, content));
      }
      return new Message(parts);
    }

    static long varint(ByteBuffer bytes) throws IOException {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (!bytes.hasRemaining()) {
          throw new IOException("ends inside a number");
        }
        byte next = bytes.get();
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IOException("has a number of more than 64 bits");
    }
  }
}
