package org.netwright.engine.run;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The facts of a machine that decide whether a run repeats bit for bit.
 *
 * @param facts by name, such as {@code cores}
 */
public record Machine(Map<String, String> facts) {
  public Machine {
    facts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * This machine.
   *
   * @param device asked for
   * @param threads asked for; 0 leaves the choice to TensorFlow
   */
  public static Machine here(String device, int threads) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("java", System.getProperty("java.version"));
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("device", device);
    facts.put("threads", Integer.toString(threads));
    facts.put("onednn", oneDnn());
    return new Machine(facts);
  }

  private static String oneDnn() {
    String option = System.getenv("TF_ENABLE_ONEDNN_OPTS");
    return option == null || option.isEmpty() ? "default" : option;
  }

  /** Which facts differ, each as {@code cores: 2, now 4}. */
  public java.util.List<String> differences(Machine now) {
    return facts.entrySet().stream()
        .filter(e -> !e.getKey().equals("java"))
        .filter(e -> !e.getValue().equals(now.facts.get(e.getKey())))
        .map(e -> e.getKey() + ": " + e.getValue() + ", now " + now.facts.get(e.getKey()))
        .toList();
  }
}
