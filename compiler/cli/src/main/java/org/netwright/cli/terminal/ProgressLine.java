package org.netwright.cli.terminal;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * The line that tells how far something is. On a terminal it is drawn over again in place;
 * elsewhere it becomes a plain line every few seconds. Lines that stay are written through {@link
 * #say}, above it.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long REDRAW_NANOS = 100_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;
  private static final int WIDEST_BAR = 20;
  private static final int NARROWEST_BAR = 5;
  private static final String ERASE = "\r\u001b[K";

  private final PrintStream to;
  private final boolean live;
  private final int columns;
  private final LongSupplier clock;
  private long last;
  private boolean drawn;

  /**
   * @param clock in nanoseconds
   */
  public ProgressLine(Surroundings surroundings, LongSupplier clock) {
    this.to = surroundings.err();
    this.live = surroundings.errIsTerminal() && !surroundings.variable("TERM").equals("dumb");
    this.columns = surroundings.columns();
    this.clock = clock;
    this.last = clock.getAsLong();
  }

  /** Whether enough time has passed for {@link #show} to be worth its line. */
  public boolean isDue() {
    return clock.getAsLong() - last >= (live ? REDRAW_NANOS : PLAIN_NANOS);
  }

  /**
   * Shows how far it is.
   *
   * @param bar the part that is done, 0 to 1, for a bar behind the title
   */
  public void show(String title, double bar, String details) {
    last = clock.getAsLong();
    if (live) {
      String rest = percent(bar) + "  " + details;
      int room = columns - 1 - title.length() - rest.length() - "  []  ".length();
      to.print(ERASE + cut(title + "  " + bar(bar, Math.min(WIDEST_BAR, room)) + rest));
      drawn = true;
    } else {
      to.println(title + "  " + percent(bar) + "  " + details);
    }
    to.flush();
  }

  /** Writes a line that stays. */
  public void say(String line) {
    erase();
    to.println(Printable.line(line));
    to.flush();
  }

  private void erase() {
    if (drawn) {
      to.print(ERASE);
      drawn = false;
    }
  }

  /** Takes the line away; what was said stays. */
  @Override
  public void close() {
    erase();
    to.flush();
  }

  /** A line that ran over the edge would not be drawn over. */
  private String cut(String line) {
    return line.length() < columns ? line : line.substring(0, columns - 1);
  }

  /** As wide as there is room; a bar of a few signs says nothing and is left out. */
  private static String bar(double part, int width) {
    if (width < NARROWEST_BAR) {
      return "";
    }
    int full = (int) Math.round(width * Math.max(0, Math.min(1, part)));
    return "[" + "#".repeat(full) + ".".repeat(width - full) + "]  ";
  }

  private static String percent(double part) {
    return String.format(java.util.Locale.ROOT, "%3.0f%%", 100 * Math.max(0, Math.min(1, part)));
  }
}
