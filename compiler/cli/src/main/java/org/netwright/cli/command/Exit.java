package org.netwright.cli.command;

/** How a command ended, as its exit code says it. */
public enum Exit {
  OK(0),
  /** Something is wrong in the user's files. */
  FINDINGS(1),
  /** The command was called wrongly. */
  USAGE(2),
  /** The machine lacks something: natives, a device, disk. */
  ENVIRONMENT(3),
  PLUGIN(4),
  /** Training ended early: a value that is not finite, or a failed check. */
  STOPPED(5),
  /** A bug of ours. */
  BUG(70),
  /** Interrupted by the user, after a checkpoint. */
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
