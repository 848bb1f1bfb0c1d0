package org.netwright.frontend;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stack that the compiler works on. Texts nest, and so do the stages that walk them; how deep
 * they may is bounded, and what the bounds need is provided here, whatever thread asks.
 */
public final class CompilerStack {
  /** Evaluations in one another for each bracket and layer that may be. */
  private static final int EVALUATIONS_PER_NESTING = 16;

  /** What an evaluation is allowed; an estimate that deep texts in the tests hold to. */
  private static final long BYTES_PER_EVALUATION = 16L << 10;

  private static final long LEAST_BYTES = 16L << 20;
  private static final long MOST_BYTES = 1L << 30;

  private CompilerStack() {}

  /** How many evaluations may be in progress at once. */
  public static int evaluations(Limits limits) {
    long most = MOST_BYTES / BYTES_PER_EVALUATION;
    return (int) Math.min(most, (long) EVALUATIONS_PER_NESTING * limits.nesting());
  }

  private static long bytes(Limits limits) {
    return Math.max(LEAST_BYTES, evaluations(limits) * BYTES_PER_EVALUATION);
  }

  /** A thread on whose stack the compiler works without making one of its own. */
  public static Thread thread(Runnable work, String name, Limits limits) {
    return new DeepThread(work, name, bytes(limits));
  }

  /** Does something on a stack that is deep enough, and comes back with its result or failure. */
  public static <T> T on(Limits limits, Supplier<T> work) {
    long bytes = bytes(limits);
    if (Thread.currentThread() instanceof DeepThread deep && deep.bytes >= bytes) {
      return work.get();
    }
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    String name = Thread.currentThread().getName();
    DeepThread thread = new DeepThread(() -> result.set(work.get()), name, bytes);
    thread.setUncaughtExceptionHandler((t, thrown) -> failure.set(thrown));
    thread.setDaemon(true);
    thread.start();
    await(thread);
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    T made = result.get();
    if (made == null) {
      throw new IllegalStateException("what the compiler is asked for has a result", thrown);
    }
    return made;
  }

  /** The compiler waits for nobody, so that whoever interrupts is heard a moment later. */
  private static void await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class DeepThread extends Thread {
    private final long bytes;

    DeepThread(Runnable work, String name, long bytes) {
      super(null, work, name, bytes);
      this.bytes = bytes;
    }
  }
}
