package org.netwright.tensorflow;

import java.nio.ByteBuffer;
import org.netwright.spi.type.TensorType;

/**
 * The inputs of one step as native tensors that are written again for each run. A batch of another
 * size needs another one. Not safe for two threads at a time; a feed may be filled by one thread
 * and then run by another.
 */
public interface Feeds extends AutoCloseable {
  /** The known type of an input. */
  TensorType type(String input);

  /**
   * The native memory of an input, little endian, row order, from 0 to its size; valid until {@link
   * #close}.
   */
  ByteBuffer bytes(String input);

  /** Sets a scalar input (clocks). */
  void set(String input, double value);

  /** Sets an i64 scalar input. */
  void set(String input, long value);

  @Override
  void close();
}
