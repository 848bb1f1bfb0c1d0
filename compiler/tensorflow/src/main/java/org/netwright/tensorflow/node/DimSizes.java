package org.netwright.tensorflow.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.tensorflow.Output;

/**
 * The sizes of dims in one step, as i32 scalars: constants where they are known, else computed from
 * the shapes of what is fed.
 */
public final class DimSizes {
  private final NodeWriter nodes;
  private final Map<String, Output<?>> names = new HashMap<>();
  private final Map<Dim, Output<?>> computed = new HashMap<>();
  private final Function<String, Output<?>> elsewhere;

  public DimSizes(NodeWriter nodes) {
    this(
        nodes,
        name -> {
          throw new IllegalStateException("no input of the step has the dim " + name);
        });
  }

  /**
   * @param elsewhere the size of a name that nothing here has
   */
  public DimSizes(NodeWriter nodes, Function<String, Output<?>> elsewhere) {
    this.nodes = nodes;
    this.elsewhere = elsewhere;
  }

  /** Takes the sizes of names from a placeholder of this shape. */
  public void bind(Shape shape, Output<?> placeholder) {
    for (int axis = 0; axis < shape.rank(); axis++) {
      int at = axis;
      shape.dim(axis).name().ifPresent(n -> names.computeIfAbsent(n, k -> size(placeholder, at)));
    }
  }

  private Output<?> size(Output<?> tensor, int axis) {
    Output<?> shape = nodes.node("Shape", tensor).with("out_type", ElementType.I32).output();
    return nodes
        .node(
            "StridedSlice",
            shape,
            nodes.integers(axis),
            nodes.integers(axis + 1),
            nodes.integers(1))
        .with("shrink_axis_mask", 1L)
        .output();
  }

  /** A dim as an i32 scalar. */
  public Output<?> scalar(Dim dim) {
    if (dim.isKnown()) {
      return nodes.integer(dim.known());
    }
    Output<?> known = computed.get(dim);
    if (known == null) {
      known = sum(dim);
      computed.put(dim, known);
    }
    return known;
  }

  private Output<?> sum(Dim dim) {
    Output<?> sum = null;
    for (Dim.Term term : dim.sum()) {
      Output<?> product = null;
      for (Dim.Atom atom : term.atoms()) {
        Output<?> factor = atom(atom);
        product = product == null ? factor : nodes.make("Mul", product, factor);
      }
      if (product == null) {
        product = nodes.integer(term.coefficient());
      } else if (term.coefficient() != 1) {
        product = nodes.make("Mul", product, nodes.integer(term.coefficient()));
      }
      sum = sum == null ? product : nodes.make("AddV2", sum, product);
    }
    if (sum == null) {
      throw new IllegalStateException("a dim that is not known must have a term");
    }
    return sum;
  }

  private Output<?> atom(Dim.Atom atom) {
    if (atom instanceof Dim.Atom.Name name) {
      Output<?> size = names.get(name.name());
      if (size == null) {
        size = elsewhere.apply(name.name());
        names.put(name.name(), size);
      }
      return size;
    }
    if (atom instanceof Dim.Atom.Quotient quotient) {
      return nodes.make("FloorDiv", scalar(quotient.of()), scalar(quotient.by()));
    }
    Dim.Atom.Remainder rest = (Dim.Atom.Remainder) atom;
    return nodes.make("FloorMod", scalar(rest.of()), scalar(rest.by()));
  }

  /** Dims as an i32 vector. */
  public Output<?> vector(List<Dim> dims) {
    if (dims.stream().allMatch(Dim::isKnown)) {
      return nodes.integers(dims.stream().mapToLong(Dim::known).toArray());
    }
    List<Output<?>> scalars = new ArrayList<>();
    for (Dim dim : dims) {
      scalars.add(scalar(dim));
    }
    return nodes.pack(scalars);
  }

  public Output<?> vector(Shape shape) {
    return vector(shape.dims());
  }

  /**
   * A shape for a Reshape: a single dim that is not known is left to TensorFlow, which is cheaper
   * than computing it.
   */
  public Output<?> target(Shape shape) {
    long free = shape.dims().stream().filter(dim -> !dim.isKnown()).count();
    boolean empty = shape.dims().stream().anyMatch(dim -> dim.is(0));
    if (free == 1 && !empty) {
      return nodes.integers(
          shape.dims().stream().mapToLong(dim -> dim.isKnown() ? dim.known() : -1).toArray());
    }
    return vector(shape);
  }
}
