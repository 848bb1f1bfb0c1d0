package org.netwright.cli.command;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.netwright.cli.command.CommandLineSession.Compilation;
import org.netwright.cli.project.Setting;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.run.RecipeFingerprint;
import org.netwright.engine.run.RunDirectory;
import org.netwright.engine.run.RunRecord;
import org.netwright.frontend.program.RecipeProgram;

/**
 * A run that a command uses: its recipe, compiled again from the copies of its files, and where its
 * data lie.
 */
record UsedRun(Path folder, RecipeProgram recipe, DataRoots data) {
  /**
   * @throws org.netwright.tensorflow.EnvironmentFault when there is no such run
   */
  static UsedRun open(CommandLineSession session, String run) {
    Path folder = session.path(run).toAbsolutePath().normalize();
    RunDirectory directory = RunDirectory.open(folder);
    RunRecord record = directory.record();
    session.enter(folder);
    Compilation compilation = session.compileCopy(record.source(), directory.sources());
    session.demandNoErrors();
    Path beside = Objects.requireNonNullElse(Path.of(record.file()).getParent(), folder);
    DataRoots data = new DataRoots(Optional.of(beside), session.folder(Setting.DATA));
    RecipeProgram program = RunSource.of(compilation, record, data).program();
    compare(session, record.identity(), RecipeFingerprint.of(program));
    return new UsedRun(folder, program, data);
  }

  private static void compare(CommandLineSession session, RunIdentity trained, String program) {
    if (!trained.program().equals(program)) {
      session.note(
          "this netwright makes another program of the run's recipe than the one that trained it ("
              + trained.version()
              + "), so results may differ");
    }
  }
}
