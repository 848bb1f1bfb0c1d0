package org.netwright.engine.evaluate;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.netwright.engine.feed.DataRoots;
import org.netwright.tensorflow.TensorFlowProgram.Device;

/**
 * How a trained run is used.
 *
 * @param threads for TensorFlow; 0 leaves the choice to it
 * @param stop asked before each batch
 * @param notes hears what was read, and which checkpoint was taken in the place of a damaged one
 * @param progress hears how far an evaluation is
 */
public record UseOptions(
    DataRoots data,
    Device device,
    int threads,
    BooleanSupplier stop,
    Consumer<String> notes,
    PassRun.Listener progress) {

  public static UseOptions of(DataRoots data) {
    return new UseOptions(data, Device.ANY, 0, () -> false, note -> {}, (done, all) -> {});
  }

  public UseOptions withDevice(Device wanted, int threadCount) {
    return new UseOptions(data, wanted, threadCount, stop, notes, progress);
  }

  public UseOptions withStop(BooleanSupplier asked) {
    return new UseOptions(data, device, threads, asked, notes, progress);
  }

  public UseOptions withListeners(Consumer<String> noted, PassRun.Listener heard) {
    return new UseOptions(data, device, threads, stop, noted, heard);
  }
}
