package org.netwright.spi.export;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** A tensor of a trained network: a parameter or a state. */
public interface StoredTensor {
  /** What a tensor is for. */
  enum Kind {
    /** Moved by training: a kernel, a bias. */
    PARAMETER,
    /** Followed by training: the statistics of a norm. */
    STATE
  }

  /** How a parameter is used (definitions C6); a state is real. */
  enum Storage {
    /** A number as it is. */
    REAL,
    /** A number that a quantizer stands before. */
    LATENT,
    /** Stored as −1 or +1. */
    BINARY
  }

  /** The net that it belongs to; empty for what belongs to the recipe itself. */
  String net();

  /** Its path inside the net: {@code stages[0].block.conv2d.kernel}. */
  String path();

  /** Parameter or state. */
  Kind kind();

  /** The author's word, such as {@code kernel}; empty for a state. */
  String role();

  /** How it is used. */
  Storage storage();

  /**
   * How many bits an element has when the network is used: n for one of 2ⁿ levels up to a positive
   * factor per channel; empty for an element as it is.
   */
  OptionalInt bits();

  /** Of known shape. */
  TensorType type();

  /** Where the graph reads it: an op {@code READ}. */
  Value value();

  /**
   * The elements in row order, little endian, as wide as the element type says; a bool takes one
   * byte. Read from the disk at each call.
   */
  ByteBuffer data();
}
