package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.graph.SizeConditions;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.prove.Facts;
import org.netwright.frontend.prove.Prover;
import org.netwright.frontend.prove.Verdict;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Shape;

/**
 * What an elaboration with open sizes knows of them, and what it has to ask. A condition that holds
 * for every size is met, one that holds for none is a mistake, any other becomes a condition that
 * every application must meet (definitions C2).
 */
final class OpenSizes implements SizeConditions {
  /** A condition that is asked, and where. */
  record Asked(Condition condition, Span place) {}

  private final Elaborator elaborator;
  private Facts facts = Facts.NONE;
  private Condition branch = Condition.always();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Condition> assumed = new ArrayList<>();
  private boolean certain = true;
  private boolean complete = true;

  OpenSizes(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  // ---- what is known

  /** An int that may be 0. */
  void number(String name) {
    facts = facts.from(name, 0);
  }

  /** A condition that whoever applies it has met. */
  void assume(Condition condition) {
    facts = facts.and(condition);
    assumed.add(condition);
  }

  /** The answer to a static question, decided if sizes decide it. */
  BoolStatic answer(Truth truth, Condition condition) {
    if (truth != Truth.OPEN) {
      return new BoolStatic(truth);
    }
    Verdict verdict = elaborator.isOpen() ? Prover.decide(condition, facts) : Verdict.OPEN;
    return switch (verdict) {
      case HOLDS -> new BoolStatic(Truth.YES);
      case NEVER -> new BoolStatic(Truth.NO);
      case OPEN -> new BoolStatic(Truth.OPEN, condition);
    };
  }

  // ---- what is asked

  @Override
  public boolean accept(Condition condition) {
    Span place = elaborator.currentStep().map(s -> s.graph().origin().span()).orElse(Span.NONE);
    return accept(condition, place);
  }

  /** Whether a condition is met, or becomes one that is asked; only where sizes are open. */
  boolean accept(Condition condition, Span place) {
    if (!elaborator.isOpen()) {
      return false;
    }
    Verdict verdict = Prover.decide(condition, facts);
    if (verdict == Verdict.NEVER && certain) {
      return false;
    } else if (verdict != Verdict.HOLDS && !certain) {
      complete = false; // of one of two branches only
    } else if (verdict == Verdict.OPEN) {
      Condition plain = Prover.untangled(condition);
      Condition whole =
          branch.equals(Condition.always()) ? plain : Condition.any(List.of(branch.not(), plain));
      asked.add(new Asked(whole, elaborator.applications.shownPlace(place)));
      facts = facts.and(plain);
    }
    return true;
  }

  /** The same of two shapes. */
  boolean accept(Shape one, Shape other, Span place) {
    boolean alike = elaborator.isOpen() && one.rank() == other.rank();
    for (int axis = 0; alike && axis < one.rank(); axis++) {
      Condition equal = Condition.equal(one.dim(axis), other.dim(axis));
      alike = one.dim(axis).equals(other.dim(axis)) || accept(equal, place);
    }
    return alike;
  }

  /** Does something in a branch that is taken under a condition. */
  <T> T under(Condition condition, Supplier<T> work) {
    Facts before = facts;
    Condition outer = branch;
    facts = facts.and(condition);
    branch =
        outer.equals(Condition.always()) ? condition : Condition.all(List.of(outer, condition));
    try {
      return work.get();
    } finally {
      facts = before;
      branch = outer;
    }
  }

  /** Two branches come together; where they differ, what follows is about the first only. */
  void merge(@Nullable Denotation then, @Nullable Denotation otherwise) {
    boolean alike =
        then != null
            && otherwise != null
            && (then.equals(otherwise)
                || then instanceof TensorDenotation a
                    && otherwise instanceof TensorDenotation b
                    && a.value().type().equals(b.value().type()));
    boolean nothing = then == null && otherwise == null;
    certain &= alike || nothing;
    complete &= alike || nothing;
  }

  // ---- how sure the elaboration is

  /** Whether a mistake of this kind is one for every size. */
  boolean isCertain(String code) {
    return certain && !code.equals("NW338");
  }

  /** Something was not elaborated, since too little is known. */
  void leaveOut() {
    complete = false;
  }

  boolean isComplete() {
    return complete;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<Condition> assumed() {
    return List.copyOf(assumed);
  }
}
