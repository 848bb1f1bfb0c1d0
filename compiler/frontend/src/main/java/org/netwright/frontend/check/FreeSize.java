package org.netwright.frontend.check;

/**
 * A size that a record's type leaves open has become known in the middle of an elaboration, which
 * starts again with it: every type made so far may depend on it.
 */
final class FreeSize extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final long size;

  FreeSize(String name, long size) {
    super(name + " is " + size, null, false, false);
    this.name = name;
    this.size = size;
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }
}
