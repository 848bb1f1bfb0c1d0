package org.netwright.engine.train;

import java.util.List;
import org.netwright.engine.feed.BoundData;
import org.netwright.engine.feed.DataSources;
import org.netwright.frontend.program.RecipeProgram.Stage;

/** The open data of a stage: of its training, and of each of its evaluations. */
record StageData(BoundData train, List<BoundData> evaluates) {
  static StageData open(Stage stage, DataSources sources) {
    return new StageData(
        sources.open(stage.train().pass().data()),
        stage.evaluates().stream().map(e -> sources.open(e.pass().data())).toList());
  }
}
