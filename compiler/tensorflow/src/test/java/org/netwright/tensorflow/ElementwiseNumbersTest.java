package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.ABS;
import static org.netwright.spi.graph.Primitive.ADD;
import static org.netwright.spi.graph.Primitive.AND;
import static org.netwright.spi.graph.Primitive.CEIL;
import static org.netwright.spi.graph.Primitive.CHECK;
import static org.netwright.spi.graph.Primitive.COS;
import static org.netwright.spi.graph.Primitive.DIVIDE;
import static org.netwright.spi.graph.Primitive.EQUAL;
import static org.netwright.spi.graph.Primitive.ERF;
import static org.netwright.spi.graph.Primitive.EXP;
import static org.netwright.spi.graph.Primitive.EXPM1;
import static org.netwright.spi.graph.Primitive.FLOOR;
import static org.netwright.spi.graph.Primitive.FLOOR_DIVIDE;
import static org.netwright.spi.graph.Primitive.IS_FINITE;
import static org.netwright.spi.graph.Primitive.LESS;
import static org.netwright.spi.graph.Primitive.LESS_EQUAL;
import static org.netwright.spi.graph.Primitive.LOG;
import static org.netwright.spi.graph.Primitive.LOG1P;
import static org.netwright.spi.graph.Primitive.MAXIMUM;
import static org.netwright.spi.graph.Primitive.MINIMUM;
import static org.netwright.spi.graph.Primitive.MODULO;
import static org.netwright.spi.graph.Primitive.MULTIPLY;
import static org.netwright.spi.graph.Primitive.NEGATE;
import static org.netwright.spi.graph.Primitive.NOT;
import static org.netwright.spi.graph.Primitive.NOT_EQUAL;
import static org.netwright.spi.graph.Primitive.OR;
import static org.netwright.spi.graph.Primitive.POWER;
import static org.netwright.spi.graph.Primitive.QUANTIZED;
import static org.netwright.spi.graph.Primitive.RELU;
import static org.netwright.spi.graph.Primitive.ROUND;
import static org.netwright.spi.graph.Primitive.RSQRT;
import static org.netwright.spi.graph.Primitive.SELECT;
import static org.netwright.spi.graph.Primitive.SIGMOID;
import static org.netwright.spi.graph.Primitive.SIGN;
import static org.netwright.spi.graph.Primitive.SIN;
import static org.netwright.spi.graph.Primitive.SOFTPLUS;
import static org.netwright.spi.graph.Primitive.SQRT;
import static org.netwright.spi.graph.Primitive.STOP_GRADIENT;
import static org.netwright.spi.graph.Primitive.SUBTRACT;
import static org.netwright.spi.graph.Primitive.SURROGATE;
import static org.netwright.spi.graph.Primitive.TANH;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

class ElementwiseNumbersTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  static Stream<Arguments> functions() {
    double[] any = {-2.5, -1, -0.5, 0, 0.25, 1, 3};
    double[] positive = {0.01, 0.5, 1, 2, 100};
    return Stream.of(
        function(NEGATE, x -> -x, any),
        function(ABS, Math::abs, any),
        function(SIGN, x -> x < 0 ? -1 : 1, any),
        function(EXP, Math::exp, any),
        function(LOG, Math::log, positive),
        function(LOG1P, Math::log1p, positive),
        function(EXPM1, Math::expm1, any),
        function(SQRT, Math::sqrt, positive),
        function(RSQRT, x -> 1 / Math.sqrt(x), positive),
        function(SIN, Math::sin, any),
        function(COS, Math::cos, any),
        function(TANH, Math::tanh, any),
        function(SIGMOID, x -> 1 / (1 + Math.exp(-x)), any),
        function(SOFTPLUS, x -> Math.log1p(Math.exp(x)), any),
        function(RELU, x -> Math.max(0, x), any),
        function(ERF, ElementwiseNumbersTest::erf, any),
        function(FLOOR, Math::floor, any),
        function(CEIL, Math::ceil, any),
        function(ROUND, Math::rint, new double[] {-1.5, -0.5, 0.5, 1.5, 2.5, 2.4999}));
  }

  private static Arguments function(
      Primitive primitive, DoubleUnaryOperator expected, double... at) {
    return Arguments.of(primitive, expected, at);
  }

  /** The series of erf around 0; exact enough up to 3. */
  private static double erf(double x) {
    double sum = 0;
    double term = x;
    for (int n = 0; n < 60; n++) {
      sum += term / (2 * n + 1);
      term *= -x * x / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionHasItsValuesInBothFloats(
      Primitive primitive, DoubleUnaryOperator expected, double[] at) {
    double[] wanted = Arrays.stream(at).map(expected).toArray();
    for (ElementType element : new ElementType[] {ElementType.F32, ElementType.F64}) {
      Trial trial = new Trial();
      double[] values =
          trial.run(trial.op(primitive, trial.in(Trial.type(element, at.length), at)));
      double relative = element == ElementType.F32 ? 1e-6 : 1e-12;
      for (int i = 0; i < at.length; i++) {
        assertThat(values[i])
            .as("%s(%s) in %s", primitive, at[i], element)
            .isCloseTo(wanted[i], within(relative * (1 + Math.abs(wanted[i]))));
      }
    }
  }

  @Test
  void signIsOneAtZeroAndKeepsNaN() {
    Trial trial = new Trial();
    assertThat(trial.run(trial.op(SIGN, trial.vector(0, -0.0, NAN, INF, -INF, 1e-30, -1e-30))))
        .containsExactly(1, 1, NAN, 1, -1, 1, -1);
  }

  @Test
  void signOfWholeNumbersIsOneAtZero() {
    for (ElementType element : new ElementType[] {ElementType.I32, ElementType.I64}) {
      Trial trial = new Trial();
      Value x = trial.in(Trial.type(element, 4), -7, 0, 1, 9);
      assertThat(trial.run(trial.op(SIGN, x))).containsExactly(-1, 1, 1, 1);
    }
  }

  @Test
  void reluAndTheExtremesKeepNaN() {
    Trial trial = new Trial();
    Value x = trial.vector(NAN, -1);
    assertThat(trial.run(trial.op(RELU, x))).containsExactly(NAN, 0);
    Trial larger = new Trial();
    assertThat(larger.run(larger.op(MAXIMUM, larger.vector(NAN, 1), larger.vector(0, NAN))))
        .containsExactly(NAN, NAN);
  }

  @Test
  void theContraryOfAComparisonHoldsForNaN() {
    for (Primitive comparison : new Primitive[] {LESS, LESS_EQUAL, EQUAL}) {
      Trial trial = new Trial();
      Value compared = trial.op(comparison, trial.vector(NAN, 1, 2), trial.vector(1, 1, 1));
      Value contrary = trial.graph.cast(trial.op(NOT, compared), ElementType.F32);
      // More nodes than TensorFlow's optimizers leave alone.
      Value more = trial.op(MULTIPLY, trial.op(ADD, contrary, trial.vector(1, 1, 1)), contrary);
      double[] values = trial.run(trial.op(SUBTRACT, more, trial.op(NEGATE, contrary)));
      assertThat(values[0]).as("not %s with NaN", comparison).isEqualTo(3);
    }
  }

  @Test
  void softplusStaysExactFarOut() {
    Trial trial = new Trial();
    double[] y = trial.run(trial.op(SOFTPLUS, trial.vector(100, -100, -20)));
    assertThat(y[0]).isEqualTo(100);
    assertThat(y[1]).isCloseTo(Math.exp(-100), within(1e-43));
    assertThat(y[2]).isCloseTo(Math.exp(-20), within(1e-14));
  }

  @Test
  void aFloatIsCastTowardsZero() {
    Trial trial = new Trial();
    Value x = trial.vector(-1.9, -0.5, 0.99, 2.5);
    assertThat(trial.run(trial.graph.cast(x, ElementType.I32))).containsExactly(-1, 0, 0, 2);
  }

  @Test
  void bytesAndBoolsBecomeFloats() {
    Trial trial = new Trial();
    Value bytes = trial.in(Trial.type(ElementType.U8, 3), 0, 128, 255);
    assertThat(trial.run(trial.graph.cast(bytes, ElementType.F32))).containsExactly(0, 128, 255);
    Trial bools = new Trial();
    Value flags = bools.in(Trial.type(ElementType.BOOL, 2), 1, 0);
    assertThat(bools.run(bools.graph.cast(flags, ElementType.F32))).containsExactly(1, 0);
  }

  @Test
  void whatIsStoppedOrASurrogateIsTheValueItself() {
    Trial trial = new Trial();
    assertThat(trial.run(trial.op(STOP_GRADIENT, trial.vector(1, 2)))).containsExactly(1, 2);
    Trial surrogate = new Trial();
    Value value =
        surrogate.op(
            SURROGATE, surrogate.vector(5, 6), surrogate.vector(0, 0), surrogate.vector(1, 1));
    assertThat(surrogate.run(value)).containsExactly(5, 6);
    Trial marked = new Trial();
    Value bits =
        marked
            .graph
            .apply(
                QUANTIZED,
                Attributes.of("bits", 1L),
                List.of(marked.vector(-1, 1), marked.vector(-3, 0)))
            .get(0);
    assertThat(marked.run(bits)).containsExactly(-1, 1);
  }

  private static double[] binary(Primitive primitive, ElementType element, double[] a, double[] b) {
    Trial trial = new Trial();
    Value x = trial.in(Trial.type(element, a.length), a);
    Value y = trial.in(Trial.type(element, b.length), b);
    return trial.run(trial.op(primitive, x, y));
  }

  @Test
  void sumsAndProductsOfNumbers() {
    double[] a = {6, -7, 2};
    double[] b = {4, 2, -2};
    for (ElementType element :
        new ElementType[] {ElementType.F32, ElementType.I32, ElementType.I64}) {
      assertThat(binary(ADD, element, a, b)).containsExactly(10, -5, 0);
      assertThat(binary(SUBTRACT, element, a, b)).containsExactly(2, -9, 4);
      assertThat(binary(MULTIPLY, element, a, b)).containsExactly(24, -14, -4);
      assertThat(binary(MAXIMUM, element, a, b)).containsExactly(6, 2, 2);
      assertThat(binary(MINIMUM, element, a, b)).containsExactly(4, -7, -2);
    }
  }

  @Test
  void floorDivisionRoundsDownAndTheRestHasTheDivisorsSign() {
    double[] a = {7, -7, 7, -7};
    double[] b = {2, 2, -2, -2};
    for (ElementType element :
        new ElementType[] {ElementType.I32, ElementType.I64, ElementType.F32}) {
      assertThat(binary(FLOOR_DIVIDE, element, a, b)).containsExactly(3, -4, -4, 3);
      assertThat(binary(MODULO, element, a, b)).containsExactly(1, 1, -1, -1);
    }
  }

  @Test
  void divisionByZeroIsInfiniteOrNaN() {
    assertThat(
            binary(DIVIDE, ElementType.F32, new double[] {1, -1, 0, 3}, new double[] {0, 0, 0, 2}))
        .containsExactly(INF, -INF, NAN, 1.5);
  }

  @Test
  void powersOfFloats() {
    double[] y =
        binary(POWER, ElementType.F64, new double[] {2, 9, 0, 2}, new double[] {10, 0.5, 0, -1});
    assertThat(y).containsExactly(1024, 3, 1, 0.5);
  }

  @Test
  void comparisonsWithNaNAreFalse() {
    double[] a = {1, 2, NAN, NAN};
    double[] b = {1, 3, 1, NAN};
    assertThat(binary(EQUAL, ElementType.F32, a, b)).containsExactly(1, 0, 0, 0);
    assertThat(binary(NOT_EQUAL, ElementType.F32, a, b)).containsExactly(0, 1, 1, 1);
    assertThat(binary(LESS, ElementType.F32, a, b)).containsExactly(0, 1, 0, 0);
    assertThat(binary(LESS_EQUAL, ElementType.F32, a, b)).containsExactly(1, 1, 0, 0);
  }

  @Test
  void logicOfBools() {
    double[] a = {0, 0, 1, 1};
    double[] b = {0, 1, 0, 1};
    assertThat(binary(AND, ElementType.BOOL, a, b)).containsExactly(0, 0, 0, 1);
    assertThat(binary(OR, ElementType.BOOL, a, b)).containsExactly(0, 1, 1, 1);
    assertThat(binary(EQUAL, ElementType.BOOL, a, b)).containsExactly(1, 0, 0, 1);
    Trial trial = new Trial();
    assertThat(trial.run(trial.op(NOT, trial.in(Trial.type(ElementType.BOOL, 2), 0, 1))))
        .containsExactly(1, 0);
  }

  @Test
  void finiteIsWhatIsNeitherInfiniteNorNaN() {
    Trial trial = new Trial();
    assertThat(trial.run(trial.op(IS_FINITE, trial.vector(0, NAN, INF, -INF, 1e38))))
        .containsExactly(1, 0, 0, 0, 1);
  }

  @Test
  void selectBroadcastsAndIgnoresTheOtherBranch() {
    Trial trial = new Trial();
    Value condition = trial.in(Trial.type(ElementType.BOOL, 2, 1), 1, 0);
    Value one = trial.in(Trial.f32(1, 3), 1, 2, 3);
    Value other = trial.in(Trial.f32(), NAN);
    assertThat(trial.run(trial.op(SELECT, condition, one, other)))
        .containsExactly(1, 2, 3, NAN, NAN, NAN);
  }

  @Test
  void operandsBroadcastFromTheLastAxis() {
    Trial trial = new Trial();
    Value column = trial.in(Trial.f32(2, 1), 10, 20);
    assertThat(trial.run(trial.graph.subtract(column, trial.vector(1, 2, 3))))
        .containsExactly(9, 8, 7, 19, 18, 17);
  }

  @Test
  void aVectorIsAddedToEveryRowFromEitherSide() {
    for (boolean first : new boolean[] {true, false}) {
      Trial trial = new Trial();
      Value rows = trial.in(Trial.f32(2, 1, 3), 1, 2, 3, 4, 5, 6);
      Value vector = trial.vector(10, 20, 30);
      Value sum = first ? trial.graph.add(vector, rows) : trial.graph.add(rows, vector);
      assertThat(trial.run(sum)).containsExactly(11, 22, 33, 14, 25, 36);
    }
  }

  @Test
  void aVectorAddedToAColumnIsNoBias() {
    Trial trial = new Trial();
    Value column = trial.in(Trial.f32(2, 1), 1, 2);
    assertThat(trial.run(trial.graph.add(column, trial.vector(10, 20))))
        .containsExactly(11, 21, 12, 22);
  }

  @Test
  void aCheckThatHoldsGivesTheValue() {
    Trial trial = new Trial();
    Value x = trial.vector(1, 2);
    Value condition = trial.graph.less(x, trial.vector(5, 5));
    Value checked = trial.op(CHECK, Attributes.of("message", "too large"), x, condition);
    assertThat(trial.run(checked)).containsExactly(1, 2);
  }
}
