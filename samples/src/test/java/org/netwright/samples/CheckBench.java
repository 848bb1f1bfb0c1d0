package org.netwright.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.netwright.frontend.Compiler;

/**
 * Times the check of a model of 200 layers in a warm process, from its text to its costs, and
 * writes the text to a file, for the command to be timed with: {@code netwright check FILE}.
 */
final class CheckBench {
  /** Each part is a convolution, a norm and an activation. */
  private static final int PARTS = 67;

  private static final int WARM_UP = 40;
  private static final int ROUNDS = 41;

  private CheckBench() {}

  /**
   * @param arguments the file to write
   */
  public static void main(String[] arguments) throws IOException {
    String text = LargeProgram.ofLayers(PARTS);
    Files.writeString(Path.of(arguments[0]), text);
    Compiler compiler = Project.compilerOf(text);
    for (int i = 0; i < WARM_UP; i++) {
      check(compiler);
    }
    double[] milliseconds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      check(compiler);
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(milliseconds);
    System.out.printf(
        "check of %d layers, warm: median %.1f ms, least %.1f, most %.1f%n",
        3 * PARTS + 1, milliseconds[ROUNDS / 2], milliseconds[0], milliseconds[ROUNDS - 1]);
  }

  private static void check(Compiler compiler) {
    if (!compiler.compile(Project.TEXT).diagnostics().isEmpty()) {
      throw new IllegalStateException("the model is in order");
    }
  }
}
