package org.netwright.cli.command;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.project.Setting;
import org.netwright.tensorflow.TensorFlowProgram.Device;
import picocli.CommandLine.Option;

/** The option {@code --device}: where the numbers are worked out. */
final class DeviceOption {
  @Option(
      names = "--device",
      paramLabel = "any|cpu|gpu",
      description = "where to compute (default: a GPU if there is one)")
  private @Nullable String device;

  Device chosen(CommandLineSession session) {
    String flag = device;
    if (flag != null && !Setting.DEVICE.allows(flag)) {
      throw CommandFailure.usage(
          "--device is `" + flag + "`", "it must be " + Setting.DEVICE.allowed());
    }
    String word = flag != null ? flag : session.settings().text(Setting.DEVICE).orElse("any");
    return Device.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
