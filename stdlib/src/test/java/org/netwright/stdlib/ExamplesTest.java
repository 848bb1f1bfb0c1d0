package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.graph.Value;

/** Every layer and function of the library, alone in a model, with the type of what it makes. */
class ExamplesTest {
  /** Name, the unit to import it from (layers), the model, and the type of the result. */
  private static final String EXAMPLES =
      """
      Linear            | nn        | (x: [B, 3, 4]) { x |> Linear(5, bias = false) }                    | [B, 3, 5]
      Conv2d            | nn        | (x: [B, 9, 8, 4]) { x |> Conv2d(6, kernel = 3, stride = [2, 1]) }   | [B, 5, 8, 6]
      DepthwiseConv2d   | nn        | (x: [B, 9, 8, 4]) { x |> DepthwiseConv2d(kernel = [3, 1], multiplier = 2) } | [B, 9, 8, 8]
      ConvTranspose2d   | nn        | (x: [B, 4, 5, 4]) { x |> ConvTranspose2d(3, kernel = 4, stride = 2) } | [B, 8, 10, 3]
      BatchNorm         | nn        | (x: [B, 4, 5, 3]) { x |> BatchNorm() }                              | [B, 4, 5, 3]
      LayerNorm         | nn        | (x: [B, 4, 3]) { x |> LayerNorm() }                                 | [B, 4, 3]
      GroupNorm         | nn        | (x: [B, 4, 6]) { x |> GroupNorm(2) }                                | [B, 4, 6]
      RmsNorm           | nn        | (x: [B, 4, 3]) { x |> RmsNorm() }                                   | [B, 4, 3]
      Dropout           | nn        | (x: [B, 4]) { x |> Dropout(0.5) }                                   | [B, 4]
      DropPath          | nn        | (x: [B, 4, 3]) { x |> DropPath(0.5) }                               | [B, 4, 3]
      Embedding         | nn        | (x: i64[B, 7]) { x |> Embedding(100, 8) }                           | [B, 7, 8]
      PRelu             | nn        | (x: [B, 4]) { x |> PRelu() }                                        | [B, 4]
      batch_normalized  |           | (x: [B, 4], v: [4]) { let (y, m, s) = batch_normalized(x, v, v, v, v, 0.9, 1e-5); return y } | [B, 4]
      Attention         | attention | (x: [B, 5, 8]) { x |> Attention(2, causal = true, dropout = 0.1) }  | [B, 5, 8]
      MultiHeadAttention | attention | (x: [B, 5, 8]) { x |> MultiHeadAttention(4) }                      | [B, 5, 8]
      Mlp               | attention | (x: [B, 5, 8]) { x |> Mlp(32, Activation = relu) }                  | [B, 5, 8]
      SteSign           | bnn       | (x: [B, 3, 4]) { x |> SteSign() }                                   | [B, 3, 4]
      ApproxSign        | bnn       | (x: [B, 3, 4]) { x |> ApproxSign() }                                | [B, 3, 4]
      SwishSign         | bnn       | (x: [B, 3, 4]) { x |> SwishSign() }                                 | [B, 3, 4]
      RSign             | bnn       | (x: [B, 3, 4]) { x |> RSign() }                                     | [B, 3, 4]
      ScaledSign        | bnn       | (x: [B, 3, 4]) { x |> ScaledSign()(contracted = [0]) }              | [B, 3, 4]
      MagnitudeSign     | bnn       | (x: [B, 3, 4]) { x |> MagnitudeSign(clip = 1.25)(contracted = [0]) } | [B, 3, 4]
      Binary            | bnn       | (x: [B, 3, 4]) { x |> Binary() }                                    | [B, 3, 4]
      Ternary           | bnn       | (x: [B, 3, 4]) { x |> Ternary(0.1) }                                | [B, 3, 4]
      DorefaInputs      | bnn       | (x: [B, 3, 4]) { x |> DorefaInputs(depth = 3) }                     | [B, 3, 4]
      DorefaWeights     | bnn       | (x: [B, 3, 4]) { x |> DorefaWeights() }                             | [B, 3, 4]
      split_heads       |           | (x: [B, 5, 8]) { split_heads(x, 4) }                                | [B, 4, 5, 2]
      merge_heads       |           | (x: [B, 4, 5, 2]) { merge_heads(x) }                                | [B, 5, 8]
      attention         |           | (x: [B, 4, 5, 2], y: [B, 4, 7, 2]) { attention(x, y, y) }           | [B, 4, 5, 2]
      residual          |           | (x: [B, 5]) { x |> residual { relu } }                              | [B, 5]
      Residual          | blocks    | (x: [B, 5]) { x |> Residual { relu } }                              | [B, 5]
      ScaledResidual    | blocks    | (x: [B, 5]) { x |> ScaledResidual { relu } }                        | [B, 5]
      PositionMap       | blocks    | (x: [B, 7, 7, 3]) { x |> PositionMap(7) }                           | [B, 7, 7, 3]
      Positions         | blocks    | (x: [B, 7, 3]) { x |> Positions() }                                 | [B, 7, 3]
      ClassToken        | blocks    | (x: [B, 7, 3]) { x |> ClassToken() }                                | [B, 8, 3]
      Shortcut          | blocks    | (x: [B, 7, 7, 3]) { x |> Shortcut(6, 2) }                           | [B, 4, 4, 6]
      Basic             | blocks    | (x: [B, 7, 7, 3]) { x |> Basic(6, stride = 2) }                     | [B, 4, 4, 6]
      Bottleneck        | blocks    | (x: [B, 7, 7, 3]) { x |> Bottleneck(6, stride = 2) }                | [B, 4, 4, 24]
      TransformerBlock  | blocks    | (x: [B, 7, 6]) { x |> TransformerBlock(3, 24, drop_path = 0.1) }    | [B, 7, 6]
      per_record        |           | (x: u8[B, 7, 6, 3]) { zeros(per_record(x)) }                        | [B, 1, 1, 1]
      normalize         |           | (x: u8[B, 7, 6, 1]) { normalize(x, (mean = [0.5], std = [0.2])) }   | [B, 7, 6, 1]
      grayscale         |           | (x: [B, 7, 6, 3]) { grayscale(x) }                                  | [B, 7, 6, 3]
      random_flip       |           | (x: u8[B, 7, 6, 3]) { random_flip(x) }                              | u8[B, 7, 6, 3]
      pad_border        |           | (x: u8[B, 7, 6, 3]) { pad_border(x, 2) }                            | u8[B, 11, 10, 3]
      random_window     |           | (x: u8[B, 7, 6, 3]) { random_window(x, 3, 2) }                      | u8[B, 3, 2, 3]
      random_shift      |           | (x: u8[B, 7, 6, 3]) { random_shift(x, 2) }                          | u8[B, 7, 6, 3]
      random_crop       |           | (x: u8[B, 7, 6, 3]) { random_crop(x, 6, pad = 1) }                  | u8[B, 6, 6, 3]
      center_crop       |           | (x: u8[B, 7, 6, 3]) { center_crop(x, [2, 4]) }                      | u8[B, 2, 4, 3]
      random_apply      |           | (x: u8[B, 7, 6, 3]) { x |> random_apply(0.5) { reverse(it, axis = 1) } } | u8[B, 7, 6, 3]
      leading           |           | (x: u8[B, 7, 6, 3]) { zeros(leading(x) + [2]) }                     | [B, 2]
      between           |           | (x: [B, 4]) { x + between(1.0, 2.0, shape(x)) }                     | [B, 4]
      middle            |           | (x: u8[B, 7, 6, 3]) { middle(x, 2, 4) }                             | u8[B, 2, 4, 3]
      luma              |           | (x: [B, 7, 6, 3]) { luma(x) }                                       | [B, 7, 6, 1]
      flip_if           |           | (x: u8[B, 7, 6, 3], f: bool[B]) { flip_if(x, f) }                   | u8[B, 7, 6, 3]
      resampling        |           | (x: [B, 1, 1]) { resampling(x, x + 4, 6, 3) }                       | [B, 3, 6]
      mixed_lines       |           | (x: u8[B, 7, 6, 3], r: [B, 2, 7], c: [B, 4, 6]) { mixed_lines(x, r, c) } | u8[B, 2, 4, 3]
      crop_resize       |           | (x: u8[B, 7, 6, 3], box: [B, 4]) { crop_resize(x, box, [2, 4]) }    | u8[B, 2, 4, 3]
      resize_short      |           | (x: u8[B, 6, 9, 3]) { resize_short(x, 4) }                          | u8[B, 4, 6, 3]
      random_crop_box   |           | (x: [B, 3]) { random_crop_box([0.1, 1.0], shape = [shape(x)[0]]) }  | [B, 4]
      random_resized_crop |         | (x: u8[B, 7, 6, 3]) { random_resized_crop(x, 5) }                   | u8[B, 5, 5, 3]
      color_jitter      |           | (x: u8[B, 7, 6, 3]) { color_jitter(x, 0.4, 0.4, 0.4, 0.1) }         | u8[B, 7, 6, 3]
      jitter            |           | (x: u8[B, 7, 6, 3]) { jitter(x, 0.4) }                              | [B, 1, 1, 1]
      clipped           |           | (x: [B, 4]) { clipped(x) }                                          | [B, 4]
      turned            |           | (x: [B, 7, 6, 3], t: [B, 1, 1, 1]) { turned(x, t) }                 | [B, 7, 6, 3]
      corner            |           | (x: [B, 4]) { corner(x, 5) }                                        | [B, 4]
      lighting          |           | (x: u8[B, 7, 6, 3]) { lighting(x) }                                 | u8[B, 7, 6, 3]
      posterize         |           | (x: u8[B, 7, 6, 3]) { posterize(x, 3) }                             | u8[B, 7, 6, 3]
      solarize          |           | (x: [B, 7, 6, 3]) { solarize(x, 0.5) }                              | [B, 7, 6, 3]
      auto_contrast     |           | (x: u8[B, 7, 6, 3]) { auto_contrast(x) }                            | u8[B, 7, 6, 3]
      equalize          |           | (x: u8[B, 7, 6, 3]) { equalize(x) }                                 | u8[B, 7, 6, 3]
      gaussian_blur     |           | (x: u8[B, 7, 6, 3]) { gaussian_blur(x) }                            | u8[B, 7, 6, 3]
      bell              |           | (x: [B, 1, 1]) { bell(x, 5) }                                       | [B, 5, 5]
      rotate            |           | (x: u8[B, 7, 6, 3]) { rotate(x, 30.0) }                             | u8[B, 7, 6, 3]
      shear             |           | (x: u8[B, 7, 6, 3]) { shear(x, 0.3) }                               | u8[B, 7, 6, 3]
      side              |           | (x: u8[B, 7, 6, 3]) { side(x) }                                     | [B, 1, 1]
      centred           |           | (x: [7, 6]) { let (y, z) = centred(7, 6); return x + y + z }        | [7, 6]
      picked            |           | (x: u8[B, 7, 6, 3], y: [B, 7, 6]) { picked(x, y, y) }               | u8[B, 7, 6, 3]
      random_erasing    |           | (x: [B, 7, 6, 3]) { random_erasing(x) }                             | [B, 7, 6, 3]
      dino_global       |           | (x: u8[B, 7, 6, 3]) { dino_global(x, 5) }                           | [B, 5, 5, 3]
      dino_local        |           | (x: u8[B, 7, 6, 3]) { dino_local(x, 5) }                            | [B, 5, 5, 3]
      dino_colours      |           | (x: u8[B, 7, 6, 3]) { dino_colours(x) }                             | u8[B, 7, 6, 3]
      adjust_brightness |           | (x: u8[B, 7, 6, 3]) { adjust_brightness(x, 0.5) }                   | u8[B, 7, 6, 3]
      adjust_contrast   |           | (x: u8[B, 7, 6, 3]) { adjust_contrast(x, 0.5) }                     | u8[B, 7, 6, 3]
      adjust_saturation |           | (x: u8[B, 7, 6, 3]) { adjust_saturation(x, 0.5) }                   | u8[B, 7, 6, 3]
      adjust_sharpness  |           | (x: [B, 7, 6, 1]) { adjust_sharpness(x, 0.5) }                      | [B, 7, 6, 1]
      keep_bytes        |           | (x: u8[B, 7, 6, 3], y: [B, 7, 6, 3]) { keep_bytes(y, x) }           | [B, 7, 6, 3]
      moved             |           | (x: u8[B, 7, 6, 3]) { moved(x, 1, -2) }                             | u8[B, 7, 6, 3]
      each              |           | (x: u8[B, 7, 6, 3]) { each(x, 3.0) }                                | [B, 1, 1]
      turn              |           | (x: u8[B, 7, 6, 3]) { turn(x, 30.0) }                               | u8[B, 7, 6, 3]
      slant             |           | (x: u8[B, 7, 6, 3]) { slant(x, across = 0.3) }                      | u8[B, 7, 6, 3]
      translate         |           | (x: [B, 7, 6, 3]) { translate(x, down = 0.3) }                      | [B, 7, 6, 3]
      random_flip_vertical |        | (x: u8[B, 7, 6, 3]) { random_flip_vertical(x) }                     | u8[B, 7, 6, 3]
      random_rotation   |           | (x: u8[B, 7, 6, 3]) { random_rotation(x, 15.0) }                    | u8[B, 7, 6, 3]
      random_grayscale  |           | (x: u8[B, 7, 6, 3]) { random_grayscale(x) }                         | u8[B, 7, 6, 3]
      cutout            |           | (x: [B, 7, 6, 3]) { cutout(x, 4) }                                  | [B, 7, 6, 3]
      rand_augment      |           | (x: u8[B, 7, 6, 3]) { rand_augment(x) }                             | u8[B, 7, 6, 3]
      neighbour         |           | (x: [B, 7]) { neighbour(x) }                                        | [B, 7]
      mixup             |           | (x: [B, 7, 6, 3], y: [B, 9]) { mixup(x, y).target }                 | [B, 9]
      cutmix            |           | (x: [B, 7, 6, 3], y: [B, 9]) { cutmix(x, y).image }                 | [B, 7, 6, 3]
      gelu              |           | (x: [B, 4]) { gelu(x) }                                             | [B, 4]
      gelu_tanh         |           | (x: [B, 4]) { gelu_tanh(x) }                                        | [B, 4]
      silu              |           | (x: [B, 4]) { silu(x) }                                             | [B, 4]
      relu6             |           | (x: [B, 4]) { relu6(x) }                                            | [B, 4]
      hard_sigmoid      |           | (x: [B, 4]) { hard_sigmoid(x) }                                     | [B, 4]
      hard_swish        |           | (x: [B, 4]) { hard_swish(x) }                                       | [B, 4]
      leaky_relu        |           | (x: [B, 4]) { leaky_relu(x, 0.2) }                                  | [B, 4]
      elu               |           | (x: [B, 4]) { elu(x) }                                              | [B, 4]
      softsign          |           | (x: [B, 4]) { softsign(x) }                                         | [B, 4]
      logsumexp         |           | (x: [B, 4, 3]) { logsumexp(x, axis = 1) }                           | [B, 3]
      l2_norm           |           | (x: [B, 4, 3]) { l2_norm(x, axis = [1, 2]) }                        | [B]
      l2_normalize      |           | (x: [B, 4, 3]) { l2_normalize(x, axis = -1) }                       | [B, 4, 3]
      weighted_mean     |           | (x: [B, 4]) { weighted_mean(x, x > 0) }                             | f32[]
      smooth            |           | (x: [B, 4]) { smooth(x, 0.1) }                                      | [B, 4]
      lerp              |           | (x: [B, 4], y: [B, 4], t: [B, 1]) { lerp(x, y, t) }                 | [B, 4]
      linspace          |           | (x: [B, 4]) { x + linspace(0.0, 1.0, 4) }                           | [B, 4]
      cumprod           |           | (x: [4]) { cumprod(x) }                                             | [4]
      sinusoid          |           | (x: i32[B]) { sinusoid(x, 6) }                                      | [B, 6]
      put               |           | (x: i32[B, 3], y: i32[B]) { x |> put(1, y) }                        | i32[B, 3]
      log_gamma_draw    |           | (x: [B, 4]) { log_gamma_draw(0.5, shape(x)) }                       | [B, 4]
      random_beta       |           | (x: [B, 4]) { random_beta(0.8, 0.8, shape(x)) }                     | [B, 4]
      random_box_mask   |           | (x: [B, 4]) { random_box_mask([5, 6], area = 0.3) }                 | bool[5, 6]
      marginal_cross_entropy |           | (x: [B, 9], p: [B, 2], k: i64[B, 2]) { marginal_cross_entropy(x, p, k) } | [B]
      focal             |           | (x: [B, 7, 9], y: i64[B, 7]) { focal(x, y) }                        | [B, 7]
      weighted_cross_entropy |      | (x: [B, 7, 3], y: i64[B, 7]) { weighted_cross_entropy(x, y, weights = [1.0, 2.0, 3.0]) } | [B, 7]
      focal_cross_entropy |         | (x: [B, 7, 9], y: i64[B, 7]) { focal_cross_entropy(x, y) }          | [B, 7]
      asymmetric        |           | (x: [B, 9], y: [B, 9]) { asymmetric(x, y) }                         | [B]
      weighted_binary_cross_entropy |  | (x: [B, 9], y: [B, 9]) { weighted_binary_cross_entropy(x, y, positive = 2.0) } | [B, 9]
      log_loss          |           | (p: [B, 9], y: [B, 9]) { log_loss(p, y) }                           | [B, 9]
      kl_divergence     |           | (x: [B, 7, 9], t: [B, 7, 9]) { kl_divergence(x, t) }                | [B, 7]
      distillation      |           | (x: [B, 9], t: [B, 9]) { distillation(x, t, temperature = 2.0) }    | [B]
      example_mean      |           | (x: [B]) { example_mean(x) }                                        | [B]
      mean_absolute_error |         | (x: [B, 7, 9], y: [B, 7, 9]) { mean_absolute_error(x, y) }          | [B]
      log_cosh          |           | (x: [B, 7, 9], y: [B, 7, 9]) { log_cosh(x, y) }                     | [B]
      hinge             |           | (x: [B, 9], y: [B, 9]) { hinge(x, y) }                              | [B, 9]
      squared_hinge     |           | (x: [B, 9], y: [B, 9]) { squared_hinge(x, y) }                      | [B, 9]
      multi_class_margin |          | (x: [B, 7, 9], y: i64[B, 7]) { multi_class_margin(x, y) }           | [B, 7]
      cosine_similarity |           | (x: [B, 7, 9], y: [B, 7, 9]) { cosine_similarity(x, y) }            | [B, 7]
      cosine_distance   |           | (x: [B, 9], y: [B, 9]) { cosine_distance(x, y) }                    | [B]
      cosine_embedding  |           | (x: [B, 9], y: [B, 9], s: [B]) { cosine_embedding(x, y, s) }        | [B]
      triplet           |           | (x: [B, 9], y: [B, 9], z: [B, 9]) { triplet(x, y, z) }              | [B]
      info_nce          |           | (x: [B, 9], y: [B, 9]) { info_nce(x, y) }                           | [B]
      queue_contrast    |           | (x: [B, 9], y: [B, 9], n: [20, 9]) { queue_contrast(x, y, n) }      | [B]
      nt_xent           |           | (x: [B, 9], y: [B, 9]) { nt_xent(x, y) }                            | [B]
      ctc               |           | (x: [B, 7, 9], y: i64[B, 3], n: i64[B], m: i64[B]) { ctc(x, y, n, m) } | [B]
      confusion_counts  |           | (x: [B, 7, 3], y: i64[B, 7]) { confusion_counts(x, y) }             | f64[3, 3]
      diagonal          |           | (x: f64[3, 3]) { diagonal(x) }                                      | f64[3]
      share             |           | (x: f64[B], y: f64[B]) { share(x, y) }                              | f64[B]
      precisions        |           | (x: f64[3, 3]) { precisions(x) }                                    | f64[3]
      recalls           |           | (x: f64[3, 3]) { recalls(x) }                                       | f64[3]
      f1_scores         |           | (x: f64[3, 3]) { f1_scores(x) }                                     | f64[3]
      averaged          |           | (x: f64[3, 3]) { averaged(recalls(x), x, "macro") }                 | f64[]
      yes_and_no        |           | (x: [B, 3], y: [B, 3]) { yes_and_no(x, y, 0.0) }                    | f64[4]
      overlap           |           | (a: [B, 7, 4], b: [B, 3, 4]) { overlap(a[:, :, none, :], b[:, none, :, :]).shared } | [B, 7, 3]
      giou              |           | (a: [B, 7, 4], b: [B, 7, 4]) { giou(a, b) }                         | [B, 7]
      assign            |           | (a: [B, 7, 4], b: [B, 3, 4], c: i64[B, 3], v: bool[B, 3]) { assign(a, b, c, v).target.classes } | i64[B, 7]
      last_token        |           | (x: [B, 5, 3], words: i64[B, 5]) { last_token(x, words) }           | [B, 3]
      repeat_rows       |           | (x: [1, 3]) { repeat_rows(x, 4) }                                   | [4, 3]
      spread            |           | (x: i64[B, 3]) { spread(x, 4) }                                     | i64[4 * B, 3]
      unfold            |           | (x: [B, 6]) { unfold(x, [3, 2]) }                                   | [B, 3, 2]
      upsample          |           | (x: [B, 3, 2, 1]) { upsample(x, 3) }                                | [B, 9, 6, 1]
      global_avg_pool   |           | (x: [B, 3, 2, 5]) { global_avg_pool(x) }                            | [B, 5]
      global_max_pool   |           | (x: [B, 3, 2, 5]) { global_max_pool(x) }                            | [B, 5]
      """;

  private static Map<String, String[]> examples() {
    Map<String, String[]> examples = new TreeMap<>();
    for (String line : EXAMPLES.lines().toList()) {
      String[] parts =
          Arrays.stream(line.split(" \\| ", -1)).map(String::strip).toArray(String[]::new);
      examples.put(parts[0], parts);
    }
    return examples;
  }

  @Test
  void everyDeclarationHasAnExample() {
    Set<String> declared = new HashSet<>();
    for (String unit : StandardLibrary.catalog().units()) {
      StandardLibrary.declarations(unit).stream()
          .filter(
              d ->
                  d instanceof Declaration.Layer
                      || d instanceof Declaration.Quantizer
                      || d instanceof Declaration.Fn)
          .forEach(d -> declared.add(Manual.name(d)));
    }
    assertThat(examples().keySet()).isEqualTo(declared);
  }

  @TestFactory
  Stream<DynamicTest> anExampleChecksAndHasItsType() {
    return examples().values().stream()
        .map(e -> DynamicTest.dynamicTest(e[0], () -> check(e[1], e[0], e[2], e[3])));
  }

  private static void check(String unit, String name, String model, String type) {
    String use = unit.isEmpty() ? "" : "use std." + unit + ".{" + name + "}\n";
    ModelProgram program =
        StandardLibrary.compileWhole(use + "model Example()" + model)
            .model("Example", Map.of(), Optional.empty());
    assertThat(
            program.forward().outputs().values().stream()
                .map(Value::type)
                .map(Object::toString)
                .collect(Collectors.toList()))
        .containsExactly(type);
  }
}
