package org.netwright.tensorflow.emit;

/** What a graph is written for, where that decides between forms of equal value. */
public enum Target {
  CPU,
  GPU
}
