package org.netwright.frontend.program;

import org.jspecify.annotations.Nullable;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/**
 * A tensor that lives from step to step. Two are the same when all but their storage agrees: how a
 * parameter is stored is found out while its net is elaborated, when a quantizer meets it.
 *
 * @param net the net's name in the recipe; empty for what belongs to the recipe itself
 * @param path the path inside the net, as checkpoints store it
 * @param type all dims known
 * @param role the author's role word ({@code kernel}, {@code bias} …); empty for other kinds than
 *     parameters
 * @param place where it is declared
 */
public record Variable(
    String net, String path, TensorType type, Kind kind, String role, Storage storage, Span place) {
  /** What a variable is for. */
  public enum Kind {
    PARAMETER,
    STATE,
    /**
     * What an optimizer keeps; the path starts with the path of its parameter, or with the name of
     * the optimizer.
     */
    SLOT,
    /** The steps that an optimizer has taken. */
    COUNTER,
    /** A running sum of a report or metric; starts anew with each pass. */
    METRIC
  }

  /** How a parameter is used (definitions C6). */
  public enum Storage {
    REAL,
    LATENT,
    BINARY
  }

  /** The same variable, known to be stored otherwise. */
  public Variable stored(Storage other) {
    return new Variable(net, path, type, kind, role, other, place);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Variable that
        && net.equals(that.net)
        && path.equals(that.path)
        && type.equals(that.type)
        && kind == that.kind
        && role.equals(that.role)
        && place.equals(that.place);
  }

  @Override
  public int hashCode() {
    // Nets name their variables apart; the rest would cost more than it tells apart.
    return 31 * net.hashCode() + path.hashCode();
  }

  /** The name that is unique in a recipe: the net, a dot, the path. */
  public String name() {
    return net.isEmpty() ? path : net + "." + path;
  }
}
