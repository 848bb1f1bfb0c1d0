package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.Slot;

/**
 * What an optimizer says that it keeps.
 *
 * @param inference the slot of a parameter that all but the training step takes for the parameter
 */
record DeclaredSlots(List<Slot> ofParameters, List<Slot> ofStatement, Optional<String> inference) {
  static DeclaredSlots of(OptimizerDefinition definition, Arguments arguments) {
    return new DeclaredSlots(
        definition.slots(arguments),
        definition.statementSlots(arguments),
        definition.inferenceSlot(arguments));
  }

  /** Slots beside parameters only. */
  static DeclaredSlots of(Slot... ofParameters) {
    return new DeclaredSlots(List.of(ofParameters), List.of(), Optional.empty());
  }

  static Slot named(List<Slot> slots, String name, String owner) {
    return slots.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(owner + " declares no slot " + name));
  }
}
