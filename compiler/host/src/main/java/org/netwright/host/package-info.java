/**
 * Plugins at work: discovery, a class loader for each jar, an injector for each plugin, and the
 * sorted registry that the front end asks. Open {@link org.netwright.host.PluginHost} first.
 */
@NullMarked
package org.netwright.host;

import org.jspecify.annotations.NullMarked;
