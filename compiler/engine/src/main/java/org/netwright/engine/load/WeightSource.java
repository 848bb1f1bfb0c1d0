package org.netwright.engine.load;

import java.util.Collection;
import java.util.Map;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** The tensors that a net, a part or a state is filled from, by the paths inside what they fill. */
interface WeightSource {
  Map<String, TensorType> tensors();

  /**
   * The values of some of them, by name. They are asked for in one go: a session that has many
   * steps takes as long for one as for all.
   */
  Map<String, HostTensor> values(Collection<String> names);

  /** What was read, for the record. */
  String read();

  /** What of a path lies inside a part: the rest behind it, nothing for the part itself. */
  static boolean isInside(String path, String part) {
    return part.isEmpty() || path.equals(part) || path.startsWith(part + ".");
  }

  /** The path of something inside a part. */
  static String inside(String path, String part) {
    if (part.isEmpty()) {
      return path;
    }
    return path.equals(part) ? "" : path.substring(part.length() + 1);
  }
}
