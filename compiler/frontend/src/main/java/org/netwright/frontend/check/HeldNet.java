package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.source.Span;

/**
 * A net that owns its values.
 *
 * @param name unique in the program: that of the text, behind those of the runs around it
 * @param declaration what it is built from
 * @param value the expression that builds it, read in {@code scope}
 * @param written the name that overrides know it by
 * @param twinOf the name of the net whose values it starts with
 */
record HeldNet(
    String name,
    String declaration,
    Holding holding,
    NetDenotation denotation,
    Expression value,
    Scope scope,
    String written,
    Optional<String> twinOf,
    Span place) {}
