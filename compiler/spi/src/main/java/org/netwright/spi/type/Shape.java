package org.netwright.spi.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of a tensor, outermost first. The rank is always known; a dimension may be
 * symbolic.
 */
public record Shape(List<Dim> dims) {
  public static final Shape SCALAR = new Shape(List.of());

  public Shape {
    dims = List.copyOf(dims);
  }

  public static Shape of(long... sizes) {
    List<Dim> dims = new ArrayList<>();
    for (long size : sizes) {
      dims.add(Dim.of(size));
    }
    return new Shape(dims);
  }

  public static Shape of(Dim... dims) {
    return new Shape(List.of(dims));
  }

  public int rank() {
    return dims.size();
  }

  /** The dimension at {@code axis}; negative axes count from the end. */
  public Dim dim(int axis) {
    return dims.get(axis < 0 ? axis + rank() : axis);
  }

  public boolean isKnown() {
    for (Dim dim : dims) {
      if (!dim.isKnown()) {
        return false;
      }
    }
    return true;
  }

  /** The sizes of a shape whose every dimension is known. */
  public long[] known() {
    return dims.stream().mapToLong(Dim::known).toArray();
  }

  /** The number of elements. */
  public Dim elements() {
    Dim product = Dim.of(1);
    for (Dim dim : dims) {
      product = product.times(dim);
    }
    return product;
  }

  public Shape with(int axis, Dim dim) {
    List<Dim> changed = new ArrayList<>(dims);
    changed.set(axis < 0 ? axis + rank() : axis, dim);
    return new Shape(changed);
  }

  public Shape without(int axis) {
    List<Dim> fewer = new ArrayList<>(dims);
    fewer.remove(axis < 0 ? axis + rank() : axis);
    return new Shape(fewer);
  }

  public Shape insert(int axis, Dim dim) {
    List<Dim> more = new ArrayList<>(dims);
    more.add(axis, dim);
    return new Shape(more);
  }

  public Shape substitute(Map<String, Dim> values) {
    return new Shape(dims.stream().map(dim -> dim.substitute(values)).toList());
  }

  // Equality is asked often, and what a record has of its own is slow in a process that just began.

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this || other instanceof Shape shape && dims.equals(shape.dims);
  }

  @Override
  public int hashCode() {
    return dims.hashCode();
  }

  @Override
  public String toString() {
    return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
  }
}
