/**
 * The back end: step graphs to a TensorFlow program with its variables. The only package that sees
 * TensorFlow.
 */
@NullMarked
package org.netwright.tensorflow;

import org.jspecify.annotations.NullMarked;
