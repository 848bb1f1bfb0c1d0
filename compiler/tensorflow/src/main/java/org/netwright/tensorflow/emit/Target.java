package org.netwright.tensorflow.emit;

/**
 * The machine that a graph is written for, where that decides between forms of equal value.
 *
 * @param gpu whether a GPU will run it
 * @param groupedGradients whether the f32 kernels of convolution gradients know groups: those of
 *     oneDNN and cuDNN do, TensorFlow's own do not
 */
public record Target(boolean gpu, boolean groupedGradients) {
  /** TensorFlow's own kernels on a CPU, which every platform has. */
  public static final Target PLAIN = new Target(false, false);

  /** This machine, with a GPU or without. */
  public static Target here(boolean gpu) {
    boolean linuxOnX86 =
        System.getProperty("os.name").startsWith("Linux")
            && System.getProperty("os.arch").equals("amd64");
    boolean off = "0".equals(System.getenv("TF_ENABLE_ONEDNN_OPTS"));
    return new Target(gpu, gpu || linuxOnX86 && !off);
  }
}
