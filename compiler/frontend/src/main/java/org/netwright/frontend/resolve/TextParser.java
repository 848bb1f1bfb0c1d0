package org.netwright.frontend.resolve;

import org.netwright.frontend.parse.Parsed;

/** How a resolver reads the texts of a project: whole, or only what changed since the last time. */
@FunctionalInterface
public interface TextParser {
  Parsed parse(String file, String text);
}
