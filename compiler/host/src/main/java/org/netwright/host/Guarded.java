package org.netwright.host;

import java.util.ServiceConfigurationError;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Calls code of a plugin. Whatever it throws, short of what ends the virtual machine, is the
 * plugin's mistake and stays one sentence about it.
 */
final class Guarded {
  private Guarded() {}

  static <T, X extends RuntimeException> T call(
      Supplier<T> code, Function<Throwable, X> onFailure) {
    try {
      return code.get();
    } catch (RuntimeException
        | LinkageError
        | AssertionError
        | ServiceConfigurationError
        | StackOverflowError e) {
      throw onFailure.apply(e);
    }
  }
}
