package org.netwright.frontend.program;

import java.util.List;

/**
 * What a statement {@code if} of a training asks of its clock (definitions C13). It is answered on
 * the host before each step, in whole numbers, so that it is exact however long a training is.
 */
public sealed interface ClockCondition {
  /** Whether it holds at a time. */
  boolean holds(Time now);

  /** Where a training stands: epochs and steps taken so far, and its length in both. */
  record Time(long epoch, long step, double epochs, double steps) {}

  /** Whether a condition must hold, or must not. */
  record Decision(ClockCondition condition, boolean holds) {
    public boolean agrees(Time now) {
      return condition.holds(now) == holds;
    }
  }

  /** A number that may follow the clock. */
  sealed interface Amount {
    double at(Time now);

    /** A number that does not. */
    record Constant(double value) implements Amount {
      @Override
      public double at(Time now) {
        return value;
      }
    }

    /** {@code now.step} and its like. */
    record Reading(Hand hand) implements Amount {
      @Override
      public double at(Time now) {
        return switch (hand) {
          case EPOCH -> now.epoch();
          case STEP -> now.step();
          case EPOCHS -> now.epochs();
          case STEPS -> now.steps();
          case PROGRESS -> now.step() / now.steps();
        };
      }
    }

    /** Two numbers joined. */
    record Arithmetic(Sign sign, Amount left, Amount right) implements Amount {
      @Override
      public double at(Time now) {
        double a = left.at(now);
        double b = right.at(now);
        return switch (sign) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case OVER -> a / b;
          case FLOOR -> Math.floor(a / b);
          case REMAINDER -> a - b * Math.floor(a / b);
        };
      }
    }
  }

  /** What a clock shows. */
  enum Hand {
    EPOCH,
    STEP,
    EPOCHS,
    STEPS,
    PROGRESS
  }

  /** How two numbers are joined. */
  enum Sign {
    PLUS,
    MINUS,
    TIMES,
    OVER,
    FLOOR,
    REMAINDER
  }

  /** How two numbers are compared. */
  enum Relation {
    LESS,
    AT_MOST,
    GREATER,
    AT_LEAST,
    EQUAL,
    DIFFERENT
  }

  /** A comparison of two numbers. */
  record Comparison(Relation relation, Amount left, Amount right) implements ClockCondition {
    @Override
    public boolean holds(Time now) {
      double a = left.at(now);
      double b = right.at(now);
      return switch (relation) {
        case LESS -> a < b;
        case AT_MOST -> a <= b;
        case GREATER -> a > b;
        case AT_LEAST -> a >= b;
        case EQUAL -> a == b;
        case DIFFERENT -> a != b;
      };
    }
  }

  /** All of several conditions. */
  record All(List<ClockCondition> conditions) implements ClockCondition {
    public All {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(Time now) {
      return conditions.stream().allMatch(c -> c.holds(now));
    }
  }

  /** Any of several conditions. */
  record Any(List<ClockCondition> conditions) implements ClockCondition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(Time now) {
      return conditions.stream().anyMatch(c -> c.holds(now));
    }
  }

  /** The opposite of a condition. */
  record Not(ClockCondition condition) implements ClockCondition {
    @Override
    public boolean holds(Time now) {
      return !condition.holds(now);
    }
  }

  /** A condition that no clock changes. */
  record Fixed(boolean holds) implements ClockCondition {
    @Override
    public boolean holds(Time now) {
      return holds;
    }
  }
}
