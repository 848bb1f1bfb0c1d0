package org.netwright.frontend.check;

/** The names of nets, states and stages that runs and repeats make unique in a program. */
final class RunNames {
  private RunNames() {}

  /** A name of a run's text inside the whole program. */
  static String inside(String run, String name) {
    return run.isEmpty() ? name : run + "/" + name;
  }

  /**
   * The name as its text has it, without runs and iterations: what the draws of first values go by,
   * so that a net of one name starts equal wherever it is built (definitions C17).
   */
  static String written(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int bracket = last.indexOf('[');
    return bracket < 0 ? last : last.substring(0, bracket);
  }

  /** A name in which only letters, digits, {@code .} and {@code _} stand. */
  static String plain(String name) {
    return name.replace("[", ".").replace("]", "").replace('/', '.');
  }
}
