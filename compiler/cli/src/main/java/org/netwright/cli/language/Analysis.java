package org.netwright.cli.language;

import org.netwright.frontend.live.LiveFile;

/**
 * What is known of an open file.
 *
 * @param document the text that was looked at last
 * @param latest what came of it
 * @param understood the last text that could be read, at the places where it stands now
 */
record Analysis(Document document, LiveFile latest, LiveFile understood) {}
