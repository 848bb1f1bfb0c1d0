package org.netwright.frontend.resolve;

/**
 * What the text says about the name of one constructor expression (definitions C1).
 *
 * @param name its local name in its scope; empty when the receiver of the argument it stands in
 *     names it
 * @param ordinal which of the sites in that argument it is, from 1
 */
public record Site(String name, int ordinal) {
  static Site named(String name) {
    return new Site(name, 1);
  }

  static Site owned(int ordinal) {
    return new Site("", ordinal);
  }
}
