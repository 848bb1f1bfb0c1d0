package org.netwright.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.netwright.engine.feed.BatchPipe;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.StepGraph;

/** Which step graphs a pass needs, those of its data blocks among them. */
public final class PassSteps {
  private PassSteps() {}

  public static List<StepGraph> of(Pass pass) {
    List<StepGraph> steps = new ArrayList<>(List.of(pass.reset(), pass.step(), pass.result()));
    steps.addAll(BatchPipe.blocks(pass.data()));
    return steps;
  }
}
