package org.netwright.standard.callback;

import java.util.TreeSet;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.CallbackDefinition;
import org.netwright.spi.event.Metric;
import org.netwright.spi.event.PassEnded;
import org.netwright.spi.event.RunControl;
import org.netwright.spi.event.RunEnded;
import org.netwright.spi.event.RunListener;

/** Ends a run when a metric has reached a value. */
public final class StopWhen implements CallbackDefinition {
  @Override
  public RunListener listen(Arguments arguments, RunControl control) {
    return new Watch(
        arguments.text("metric"), arguments.number("at"), arguments.flag("falling"), control);
  }

  /** Looks at each pass of one run. */
  private static final class Watch implements RunListener {
    private final String key;
    private final double at;
    private final boolean falling;
    private final RunControl control;
    private final TreeSet<String> others = new TreeSet<>();
    private boolean seen;

    Watch(String key, double at, boolean falling, RunControl control) {
      this.key = key;
      this.at = at;
      this.falling = falling;
      this.control = control;
    }

    @Override
    public void passEnded(PassEnded pass) {
      others.addAll(pass.metrics().keySet());
      Metric metric = pass.metrics().get(key);
      if (metric == null) {
        return;
      }
      seen = true;
      double value = metric.number();
      if (falling ? value <= at : value >= at) {
        control.stop("%s is %s, and %s was asked for".formatted(key, value, at));
      }
    }

    /** A name that nothing has is no reason to go on in silence. */
    @Override
    public void runEnded(RunEnded end) {
      if (!seen && !others.isEmpty()) {
        control.note(
            "no pass reported %s; there were %s".formatted(key, String.join(", ", others)));
      }
    }
  }
}
