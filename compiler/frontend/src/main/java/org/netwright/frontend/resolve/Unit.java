package org.netwright.frontend.resolve;

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
  private final SourceUnit tree;

  Unit(Kind kind, String name, SourceUnit tree) {
    this.kind = kind;
    this.name = name;
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
    return tree.file();
  }

  public SourceUnit tree() {
    return tree;
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
