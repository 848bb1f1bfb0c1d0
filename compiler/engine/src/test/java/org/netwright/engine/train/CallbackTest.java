package org.netwright.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.fault.PluginFault;
import org.netwright.engine.fixture.NoArguments;
import org.netwright.engine.fixture.Runs;
import org.netwright.engine.fixture.TinyRecipe;
import org.netwright.engine.listen.Callback;
import org.netwright.engine.listen.CallbackProgress;
import org.netwright.engine.train.RunResult.Status;
import org.netwright.spi.definition.CallbackDefinition;
import org.netwright.spi.event.CheckpointWritten;
import org.netwright.spi.event.EpochBegan;
import org.netwright.spi.event.EpochEnded;
import org.netwright.spi.event.PassEnded;
import org.netwright.spi.event.RunBegan;
import org.netwright.spi.event.RunControl;
import org.netwright.spi.event.RunEnded;
import org.netwright.spi.event.RunListener;
import org.netwright.spi.event.StageBegan;
import org.netwright.spi.event.StageEnded;
import org.netwright.spi.event.StepEnded;
import org.netwright.spi.source.Span;

/** Callbacks of plugins hear a run in order, may end it, and cannot spoil it. */
class CallbackTest {
  @TempDir Path folder;

  /** Writes down what it hears. */
  private static class Record implements RunListener {
    final List<String> events = new ArrayList<>();

    @Override
    public void runBegan(RunBegan event) {
      events.add("run " + event.stages() + " " + event.resumed());
    }

    @Override
    public void stageBegan(StageBegan event) {
      events.add("stage at " + event.step() + " of " + event.steps());
    }

    @Override
    public void epochBegan(EpochBegan event) {
      events.add("epoch " + event.epoch());
    }

    @Override
    public void stepEnded(StepEnded event) {
      assertThat(event.losses()).hasSize(1);
      events.add("step " + event.step());
    }

    @Override
    public void passEnded(PassEnded event) {
      events.add((event.evaluation() ? "evaluation " : "training ") + event.metrics().keySet());
    }

    @Override
    public void epochEnded(EpochEnded event) {
      events.add("end of epoch " + event.epoch());
    }

    @Override
    public void checkpointWritten(CheckpointWritten event) {
      assertThat(event.file()).isAbsolute().exists();
    }

    @Override
    public void stageEnded(StageEnded event) {
      events.add("end of stage at " + event.steps());
    }

    @Override
    public void runEnded(RunEnded event) {
      events.add(event.how() + " " + event.why());
    }
  }

  private static TrainingOptions heard(TrainingOptions options, CallbackDefinition... definitions) {
    StopSignal stop = new StopSignal();
    List<Callback> callbacks = new ArrayList<>();
    for (CallbackDefinition definition : definitions) {
      callbacks.add(new Callback("ear", "ears", definition, NoArguments.NONE, Span.NONE));
    }
    return options
        .withStop(stop)
        .withProgress(new CallbackProgress(Progress.SILENT, callbacks, stop));
  }

  @Test
  void eventsComeInTheOrderOfTheRun() {
    Record ear = new Record();
    TinyRecipe tiny = new TinyRecipe();
    Training.run(tiny.build(), heard(Runs.into(folder), (a, c) -> ear).withMaxSteps(7));
    assertThat(ear.events)
        .containsSubsequence(
            "run [train] false",
            "epoch 1",
            "step 1",
            "step 6",
            "end of epoch 1",
            "epoch 2",
            "step 7",
            "end of epoch 2",
            "end of stage at 7",
            "FINISHED ");
    assertThat(ear.events.indexOf("end of epoch 1"))
        .isGreaterThan(ear.events.lastIndexOf("step 6"));
    assertThat(ear.events).filteredOn(e -> e.startsWith("evaluation")).isNotEmpty();
    assertThat(ear.events).filteredOn(e -> e.startsWith("step")).hasSize(7);
  }

  /** Asks to stop at the first evaluation. */
  private static RunListener stopper(RunControl control) {
    return new RunListener() {
      @Override
      public void passEnded(PassEnded event) {
        if (event.evaluation()) {
          control.stop("enough");
          control.stop("more than enough");
        }
      }
    };
  }

  @Test
  void aRunThatIsAskedToStopIsSavedAndGoesOnAsIfUnbroken() {
    TinyRecipe tiny = new TinyRecipe();
    Path whole = folder.resolve("whole");
    Training.run(tiny.build(), Runs.into(whole));
    Path stopped = folder.resolve("stopped");
    Record ear = new Record();
    RunResult first =
        Training.run(
            tiny.build(),
            heard(Runs.into(stopped), (a, control) -> stopper(control), (a, c) -> ear));
    assertThat(first.status()).isEqualTo(Status.STOPPED);
    assertThat(first.why()).isEqualTo("ear: enough");
    assertThat(ear.events).last().isEqualTo("STOPPED ear: enough");
    RunResult second = Training.run(tiny.build(), Runs.resume(stopped));
    assertThat(second.status()).isEqualTo(Status.FINISHED);
    assertThat(Runs.values(Runs.last(stopped))).isEqualTo(Runs.values(Runs.last(whole)));
    assertThat(Runs.metrics(stopped)).isEqualTo(Runs.metrics(whole));
  }

  @Test
  void aCallbackThatThrowsEndsTheRunByNameAndSpoilsNothing() {
    TinyRecipe tiny = new TinyRecipe();
    Path whole = folder.resolve("whole");
    Training.run(tiny.build(), Runs.into(whole));
    Path broken = folder.resolve("broken");
    Record other = new Record();
    Record breaking =
        new Record() {
          @Override
          public void stepEnded(StepEnded event) {
            super.stepEnded(event);
            if (event.step() == 8) {
              throw new IllegalStateException("no answer");
            }
          }
        };
    assertThatThrownBy(
            () ->
                Training.run(
                    tiny.build(), heard(Runs.into(broken), (a, c) -> breaking, (a, c) -> other)))
        .isInstanceOfSatisfying(
            PluginFault.class,
            fault -> {
              assertThat(fault.diagnostic().code()).isEqualTo("NW658");
              assertThat(fault.diagnostic().message()).contains("ear throws", "no answer");
              assertThat(fault.diagnostic().hint().toString()).contains("plugin ears");
            });
    assertThat(breaking.events).last().isEqualTo("step 8");
    assertThat(other.events).last().asString().startsWith("FAILED ");
    Training.run(tiny.build(), Runs.resume(broken));
    assertThat(Runs.values(Runs.last(broken))).isEqualTo(Runs.values(Runs.last(whole)));
  }
}
