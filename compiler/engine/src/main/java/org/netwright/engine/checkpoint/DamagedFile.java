package org.netwright.engine.checkpoint;

import java.io.IOException;

/** A file that is not what a checkpoint writer wrote; the message says how that shows. */
final class DamagedFile extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFile(String message) {
    super(message);
  }
}
