package org.netwright.spi.export;

import java.nio.file.Path;

/** Where an exporter writes. */
public interface Destination {
  /**
   * A path at which nothing lies, in a folder that exists: the exporter makes one file of it, or
   * one folder with files. It takes the name that the user gave when the exporter has returned, so
   * that nothing half written is found there.
   */
  Path path();

  /**
   * Tells the user something worth knowing, such as what the format cannot say.
   *
   * @param message one sentence
   */
  void note(String message);
}
