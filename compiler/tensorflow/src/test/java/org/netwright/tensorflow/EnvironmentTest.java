package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  @Test
  void theRuntimeLoadsAndNamesItsVersion() {
    assertThat(TensorFlowRuntime.loadProblem()).isEmpty();
    assertThat(TensorFlowRuntime.version()).startsWith("2.");
  }

  @Test
  void everyMachineHasACpu() {
    assertThat(DeviceList.ofThisMachine().devices())
        .anySatisfy(
            device -> {
              assertThat(device.type()).isEqualTo("CPU");
              assertThat(device).hasToString("CPU:0");
            });
  }

  @Test
  void aGpuThatIsNotThereIsAFaultOfTheEnvironmentThatListsWhatIs() {
    assumeFalse(DeviceList.ofThisMachine().hasGpu(), "this machine has a GPU");
    TensorFlowProgram.Settings gpu =
        new TensorFlowProgram.Settings(TensorFlowProgram.Device.GPU, 0, 0);
    assertThatThrownBy(() -> TensorFlowProgram.build(List.of(), gpu))
        .isInstanceOfSatisfying(
            EnvironmentFault.class,
            fault -> assertThat(fault.diagnostic().code()).isEqualTo("NW602"))
        .hasMessageContaining("it sees CPU:0");
  }

  /** Run without the native jar by the test below. */
  static final class WithoutNativeLibrary {
    private WithoutNativeLibrary() {}

    public static void main(String[] arguments) {
      TensorFlowRuntime.loadProblem()
          .ifPresent(problem -> System.out.println(problem.code() + " " + problem.message()));
      try {
        TensorFlowProgram.build(List.of(), TensorFlowProgram.Settings.DEFAULT);
      } catch (EnvironmentFault fault) {
        System.out.println("fault " + fault.diagnostic().code());
      }
    }
  }

  @Test
  void aMissingNativeLibraryIsOneClearDiagnostic() throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String without =
        Arrays.stream(path.split(File.pathSeparator))
            .filter(
                entry ->
                    !new File(entry).getName().matches("tensorflow-core-native-.*-.*-.*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(without).isNotEqualTo(path);
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    Process process =
        new ProcessBuilder(java, "-cp", without, WithoutNativeLibrary.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said)
        .contains("NW601 TensorFlow's native library does not load on")
        .contains("fault NW601");
  }
}
