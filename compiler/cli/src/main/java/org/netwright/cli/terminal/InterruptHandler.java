package org.netwright.cli.terminal;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What happens on Ctrl-C while a command can save its work: the first asks it to stop, the second
 * ends the process.
 *
 * <p>Java has no public interface for signals; the one of {@code jdk.unsupported} is asked by
 * reflection. Where it is missing, Ctrl-C ends the process at once, as usual.
 */
public final class InterruptHandler {
  private static final int INTERRUPTED = 130;
  private static final List<String> SIGNALS = List.of("INT", "TERM");

  private final List<Restore> before = new ArrayList<>();

  private InterruptHandler() {}

  /** Puts the handler of before back. */
  private interface Restore {
    void run() throws ReflectiveOperationException;
  }

  /**
   * Does some work that can be asked to stop.
   *
   * @param stop asks it; runs on a thread of its own
   */
  public static <T> T during(Runnable stop, Supplier<T> work) {
    InterruptHandler handler = install(stop);
    try {
      return work.get();
    } finally {
      handler.restore();
    }
  }

  private static InterruptHandler install(Runnable stop) {
    InterruptHandler handler = new InterruptHandler();
    AtomicBoolean asked = new AtomicBoolean();
    Runnable once =
        () -> {
          if (asked.getAndSet(true)) {
            Runtime.getRuntime().halt(INTERRUPTED);
          }
          stop.run();
        };
    for (String signal : SIGNALS) {
      handler.handle(signal, once);
    }
    return handler;
  }

  private void handle(String name, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object own =
          Proxy.newProxyInstance(
              InterruptHandler.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                  return null;
                }
                return switch (method.getName()) {
                  case "equals" -> arguments != null && proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> "handler of " + name;
                };
              });
      var handle = signalType.getMethod("handle", signalType, handlerType);
      Object previous = handle.invoke(null, signal, own);
      before.add(() -> handle.invoke(null, signal, previous));
    } catch (ReflectiveOperationException absent) {
      // This Java has no such interface, or keeps the signal for itself (-Xrs).
      before.add(() -> {});
    }
  }

  private void restore() {
    for (Restore restore : before) {
      try {
        restore.run();
      } catch (ReflectiveOperationException broken) {
        throw new IllegalStateException("a signal handler can be put back", broken);
      }
    }
  }
}
