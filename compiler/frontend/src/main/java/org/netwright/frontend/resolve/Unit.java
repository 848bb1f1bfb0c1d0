package org.netwright.frontend.resolve;

import java.util.function.Supplier;
import org.netwright.frontend.syntax.SourceUnit;

/** A parsed text and where it comes from. Two units are the same only if they are one object. */
public final class Unit {
  /** Where a unit comes from. */
  public enum Kind {
    PROJECT,
    LIBRARY,
    HEADER
  }

  private final Kind kind;
  private final String name;
  private final String file;
  private final Supplier<SourceUnit> tree;

  Unit(Kind kind, String name, SourceUnit tree) {
    this(kind, name, tree.file(), () -> tree);
  }

  /**
   * @param tree gives the same one each time
   */
  Unit(Kind kind, String name, String file, Supplier<SourceUnit> tree) {
    this.kind = kind;
    this.name = name;
    this.file = file;
    this.tree = tree;
  }

  public Kind kind() {
    return kind;
  }

  /** The file of a project, {@code std.nn} of the library, the plugin of a header. */
  public String name() {
    return name;
  }

  public String file() {
    return file;
  }

  public SourceUnit tree() {
    return tree.get();
  }

  public boolean isProject() {
    return kind == Kind.PROJECT;
  }

  /** What {@code use} calls it. */
  public String imported() {
    return kind == Kind.HEADER ? "plugin." + name : name;
  }

  @Override
  public String toString() {
    return imported();
  }
}
