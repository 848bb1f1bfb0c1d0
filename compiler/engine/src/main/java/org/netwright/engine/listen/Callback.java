package org.netwright.engine.listen;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.CallbackDefinition;
import org.netwright.spi.source.Span;

/**
 * A callback that a run was asked to have.
 *
 * @param name in its header
 * @param plugin that defines it
 * @param place of the call that asks for it
 */
public record Callback(
    String name, String plugin, CallbackDefinition definition, Arguments arguments, Span place) {}
