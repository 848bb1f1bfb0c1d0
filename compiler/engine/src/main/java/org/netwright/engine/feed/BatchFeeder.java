package org.netwright.engine.feed;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.DataMessages;
import org.netwright.engine.fault.EngineFault;
import org.netwright.engine.fault.StepFaults;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.StepFailure;

/**
 * A thread that makes the next batch while the step runs on this one. What fails there is thrown to
 * whoever asks for the batch.
 */
public final class BatchFeeder implements AutoCloseable {
  /** One batch is run on while the other is filled. */
  private static final int BATCHES = 2;

  private static final long PATIENCE_SECONDS = 30;

  private final BatchPipe pipe;
  private final long from;
  private final long to;
  private final LongFunction<Moment> moments;
  private final LongFunction<StepGraph> steps;
  private final List<Batch> batches;
  private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BATCHES + 1);
  private final BlockingQueue<Item> filled = new ArrayBlockingQueue<>(BATCHES + 1);
  private final Thread thread;
  private volatile boolean closed;

  /** A batch, or what kept it from being made; neither at the end. */
  private record Item(@Nullable Batch batch, @Nullable Throwable failure) {}

  /**
   * Starts to make batches {@code from} up to, without, {@code to}, counted over all epochs.
   *
   * @param moments the clock of each of them
   */
  public BatchFeeder(BatchPipe pipe, long from, long to, LongFunction<Moment> moments) {
    this(pipe, from, to, moments, number -> pipe.first());
  }

  /** As above; {@code steps} says which step each batch is for. */
  public BatchFeeder(
      BatchPipe pipe,
      long from,
      long to,
      LongFunction<Moment> moments,
      LongFunction<StepGraph> steps) {
    this.steps = steps;
    this.pipe = pipe;
    this.from = from;
    this.to = to;
    this.moments = moments;
    this.batches = Stream.generate(() -> new Batch(pipe::memory)).limit(BATCHES).toList();
    free.addAll(batches);
    this.thread = new Thread(this::feed, "netwright-feed");
    thread.setDaemon(true);
    thread.start();
  }

  private void feed() {
    try {
      for (long number = from; number < to; number++) {
        Batch batch = free.take();
        if (closed) {
          return;
        }
        fill(batch, number);
        filled.put(new Item(batch, null));
      }
      filled.put(new Item(null, null));
    } catch (Throwable e) {
      filled.add(new Item(null, e));
    }
  }

  private void fill(Batch batch, long number) {
    long epoch = number / pipe.size();
    int index = (int) (number % pipe.size());
    batch.number(number);
    pipe.fill(steps.apply(number), batch, epoch, index, moments.apply(number));
  }

  /**
   * The next batch, empty after the last. It must be given back.
   *
   * @throws EngineFault or {@link DiagnosticException}: what happened on the feeding thread
   */
  public Optional<Batch> next() {
    try {
      Item item = filled.take();
      if (item.failure() != null) {
        throw surfaced(item.failure());
      }
      return Optional.ofNullable(item.batch());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    }
  }

  private RuntimeException surfaced(Throwable failure) {
    if (failure instanceof EngineFault
        || failure instanceof EnvironmentFault
        || failure instanceof DiagnosticException) {
      return (RuntimeException) failure;
    }
    BoundData data = pipe.data();
    if (failure instanceof StepFailure step) {
      return StepFaults.inData(step, data.program().place(), data.name());
    }
    if (failure instanceof OutOfMemoryError) {
      return EngineFault.environment(
          DataMessages.memory(data.program().place(), data.name()), failure);
    }
    return new IllegalStateException("the feeding thread failed: " + failure, failure);
  }

  /** Takes a batch back when its step has run. */
  public void giveBack(Batch batch) {
    free.add(batch);
  }

  /** Whether the thread has ended. */
  boolean ended() {
    return !thread.isAlive();
  }

  /**
   * Ends the thread and frees the native memory. The thread is woken, never interrupted: an
   * interrupt would close the file that a source reads.
   */
  @Override
  public void close() {
    closed = true;
    free.offer(batches.get(0));
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (thread.isAlive() && System.nanoTime() < deadline) {
      try {
        thread.join(100);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    // A source that hangs keeps its memory: freeing it under the thread would be worse than a leak.
    if (!thread.isAlive()) {
      batches.forEach(Batch::close);
      pipe.close();
    }
  }
}
