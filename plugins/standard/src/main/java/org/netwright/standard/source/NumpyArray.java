package org.netwright.standard.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netwright.spi.definition.DataSourceDefinition.Place;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * An array in NumPy's format (NEP 1): the bytes 0x93 and NUMPY, a version, the length of a header,
 * the header as a literal of a Python dictionary, and the elements. Objects, which NumPy would
 * unpickle and so run code for, are refused.
 */
final class NumpyArray {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*('([^']*)'|\\[|\\()");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\sL]*)\\)");
  private static final int MOST_HEADER = 1 << 16;

  /** What an element is: how many bytes, and of which kind. */
  private enum Kind {
    BOOL,
    SIGNED,
    UNSIGNED,
    FLOAT
  }

  private final String name;
  private final long[] shape;
  private final ByteBuffer elements;
  private final Kind kind;
  private final int size;

  private NumpyArray(String name, long[] shape, ByteBuffer elements, Kind kind, int size) {
    this.name = name;
    this.shape = shape;
    this.elements = elements;
    this.kind = kind;
    this.size = size;
  }

  /**
   * @param name of the array in messages: the file, and its entry
   */
  static NumpyArray of(String name, byte[] content, Place place) {
    if (content.length < MAGIC.length + 4
        || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw place.error(
          name + " is no NumPy array: it does not begin with \\x93NUMPY",
          "write it with `numpy.save`");
    }
    int version = content[MAGIC.length];
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int start = MAGIC.length + (version == 1 ? 4 : 6);
    if (version < 1 || version > 3) {
      throw place.error(
          name + " is of version " + version + " of the format; 1, 2 and 3 are known",
          "write it with `numpy.save`");
    }
    long length =
        version == 1
            ? Short.toUnsignedLong(bytes.getShort(MAGIC.length + 2))
            : content.length < start
                ? Long.MAX_VALUE
                : Integer.toUnsignedLong(bytes.getInt(MAGIC.length + 2));
    if (length > MOST_HEADER || start + length > content.length) {
      throw cut(name, "its header says it is " + length + " bytes long", place);
    }
    String header = new String(content, start, (int) length, StandardCharsets.UTF_8);
    ByteBuffer rest = bytes.slice(start + (int) length, content.length - start - (int) length);
    return of(name, header, rest, place);
  }

  private static NumpyArray of(String name, String header, ByteBuffer rest, Place place) {
    Matcher descr = DESCR.matcher(header);
    Matcher order = ORDER.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!descr.find() || !order.find() || !shape.find()) {
      throw place.error(
          name + " has a header that says not what its elements are: " + header.strip(),
          "write it with `numpy.save`");
    }
    String type = descr.group(2);
    if (type == null) {
      throw place.error(
          name + " holds records of several fields", "save each field as an array of its own");
    } else if (type.endsWith("O")) {
      throw place.error(
          name + " holds pickled objects, and to read them would run code of the file",
          "save numbers: `numpy.save(file, array.astype(\"float32\"), allow_pickle=False)`");
    } else if (order.group(1).equals("True") && shape.group(1).contains(",")) {
      throw place.error(
          name + " lies in the order of Fortran, its first axis fastest",
          "save `numpy.ascontiguousarray(array)`");
    }
    return of(name, type, sizes(name, shape.group(1), place), rest, place);
  }

  private static long[] sizes(String name, String text, Place place) {
    List<Long> sizes = new ArrayList<>();
    for (String size : text.replace("L", "").split(",")) {
      if (!size.isBlank()) {
        if (!size.strip().matches("[0-9]{1,18}")) {
          throw place.error(
              name + " claims a size of `" + size.strip() + "`",
              "the file is damaged; write it again");
        }
        sizes.add(Long.parseLong(size.strip()));
      }
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private static NumpyArray of(
      String name, String type, long[] shape, ByteBuffer rest, Place place) {
    Matcher parts = Pattern.compile("([<>|=]?)([biuf])([1248])").matcher(type);
    Kind kind = parts.matches() ? kind(parts.group(2)) : null;
    int size = parts.matches() ? Integer.parseInt(parts.group(3)) : 0;
    if (kind == null || kind == Kind.FLOAT && size == 1 || kind == Kind.BOOL && size != 1) {
      throw place.error(
          name + " holds elements of the type " + type + ", which are no numbers read here",
          "save it as bool, int or float of up to 64 bits");
    }
    rest.order(parts.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    long count = 1;
    for (long axis : shape) {
      // sizes have up to 18 digits: more bytes than the file has end the product early
      count = axis == 0 || count <= rest.capacity() / axis ? count * axis : Long.MAX_VALUE;
      if (count == Long.MAX_VALUE) {
        break;
      }
    }
    if (count > rest.capacity() / size) {
      throw cut(
          name,
          "its header promises "
              + Arrays.toString(shape)
              + " elements of "
              + size
              + " bytes, and "
              + rest.capacity()
              + " bytes follow",
          place);
    } else if (count * size < rest.capacity()) {
      throw place.error(
          name + " is longer than its header says: " + Arrays.toString(shape),
          "the file is damaged; write it again");
    }
    return new NumpyArray(name, shape, rest, kind, size);
  }

  private static Kind kind(String letter) {
    return switch (letter) {
      case "b" -> Kind.BOOL;
      case "i" -> Kind.SIGNED;
      case "u" -> Kind.UNSIGNED;
      default -> Kind.FLOAT;
    };
  }

  private static DiagnosticException cut(String name, String how, Place place) {
    return place.error(name + " is cut: " + how, "copy or write the file again");
  }

  String name() {
    return name;
  }

  /** The sizes of its axes. */
  long[] shape() {
    return shape.clone();
  }

  /** How many rows it has; a scalar has none. */
  long rows() {
    return shape.length == 0 ? 0 : shape[0];
  }

  /** How many elements a row has. */
  int width() {
    return rows() == 0 ? 0 : (int) (elements.capacity() / size / rows());
  }

  boolean isWhole() {
    return kind != Kind.FLOAT;
  }

  /** A whole element by its number in row order. */
  long whole(long index) {
    int at = Math.toIntExact(index * size);
    return switch (size) {
      case 1 -> kind == Kind.SIGNED ? elements.get(at) : elements.get(at) & 0xff;
      case 2 -> kind == Kind.SIGNED ? elements.getShort(at) : elements.getShort(at) & 0xffff;
      case 4 -> kind == Kind.SIGNED ? elements.getInt(at) : elements.getInt(at) & 0xffff_ffffL;
      default -> elements.getLong(at);
    };
  }

  /** An element as f32 holds it. */
  float number(long index) {
    if (isWhole()) {
      return whole(index);
    }
    int at = Math.toIntExact(index * size);
    return switch (size) {
      case 2 -> half(elements.getShort(at));
      case 4 -> elements.getFloat(at);
      default -> (float) elements.getDouble(at);
    };
  }

  /** A number of 16 bits (IEEE 754 binary16). */
  private static float half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    float size =
        exponent == 0
            ? fraction * 0x1p-24f
            : exponent == 31
                ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
                : (1 + fraction * 0x1p-10f) * (float) Math.pow(2, exponent - 15.0);
    return bits < 0 ? -size : size;
  }
}
