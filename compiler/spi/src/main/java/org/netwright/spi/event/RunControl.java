package org.netwright.spi.event;

/** What a listener may ask of the run that it listens to. */
public interface RunControl {
  /**
   * Asks to end the run after the running step and what is due behind it: the run is saved first,
   * can be used and can go on. Asking again changes nothing.
   *
   * @param reason one sentence that the user is shown, such as {@code test.accuracy has reached
   *     0.9}
   */
  void stop(String reason);

  /**
   * Tells the user something worth knowing that is no mistake.
   *
   * @param message one sentence
   */
  void note(String message);
}
